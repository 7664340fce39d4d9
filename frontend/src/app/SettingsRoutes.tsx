import { lazy, Suspense, type ReactNode } from "react";
import { Route, Routes } from "react-router";
import { groups, wordsOf } from "@/features/settings/catalogue";
import { AppearancePage } from "@/features/settings/AppearancePage";
import { DataPage } from "@/features/settings/DataPage";
import { HashtagsPage } from "@/features/settings/HashtagsPage";
import { LeavePage } from "@/features/settings/LeavePage";
import { MutedPage } from "@/features/settings/MutedPage";
import { MutedWordsPage } from "@/features/settings/MutedWordsPage";
import { BlockedPage, MutedPeoplePage } from "@/features/settings/PeoplePages";
import { PostingPage } from "@/features/settings/PostingPage";
import { PrivacyPage } from "@/features/settings/PrivacyPage";
import { NothingChosen, SettingsPage } from "@/features/settings/SettingsPage";
import { Waiting } from "@/ui/States";
import { NotFound } from "./ErrorPages";

const EditProfilePage = lazy(async () => ({
  default: (await import("@/features/profiles/EditProfilePage")).EditProfilePage,
}));
const SafetyPage = lazy(async () => ({
  default: (await import("@/features/auth/SafetyPage")).SafetyPage,
}));

const safetyWords = {
  password: wordsOf("password"),
  email: wordsOf("email"),
  second: wordsOf("second"),
  everywhere: wordsOf("everywhere"),
};

const later = (page: ReactNode) => <Suspense fallback={<Waiting />}>{page}</Suspense>;

/** All of settings: one list, and a page for each group. */
export function SettingsRoutes() {
  return (
    <Routes>
      <Route element={<SettingsPage />}>
        <Route index element={<NothingChosen />} />
        <Route path="profile" element={later(<EditProfilePage />)} />
        <Route path="posting" element={<PostingPage />} />
        <Route path="privacy" element={<PrivacyPage />} />
        <Route path="muted">
          <Route index element={<MutedPage />} />
          <Route path="words" element={<MutedWordsPage />} />
          <Route path="people" element={<MutedPeoplePage />} />
          <Route path="blocked" element={<BlockedPage />} />
        </Route>
        <Route path="hashtags" element={<HashtagsPage />} />
        <Route
          path="safety"
          element={later(<SafetyPage title={groups.safety.label} words={safetyWords} />)}
        />
        <Route path="data" element={<DataPage />} />
        <Route path="appearance" element={<AppearancePage />} />
        <Route path="leaving" element={<LeavePage />} />
      </Route>
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
