import { lazy, Suspense, type ComponentType } from "react";
import { createBrowserRouter, Navigate, Outlet, useLocation, useParams } from "react-router";
import { safePath, signInPath } from "@/api/gate";
import { useMe } from "@/api/me";
import { useSession } from "@/api/session";
import { HomePage } from "@/features/feeds/HomePage";
import { Welcome } from "@/features/feeds/Welcome";
import { likely } from "@/features/posts/lazy";
import { Waiting } from "@/ui/States";
import { CrashPage, NotFound } from "./ErrorPages";
import { Shell } from "./Shell";

type Load = () => Promise<ComponentType>;

const pages = {
  explore: async () => (await import("@/features/feeds/ExplorePage")).ExplorePage,
  settings: async () => (await import("./SettingsRoutes")).SettingsRoutes,
  messages: async () => (await import("@/features/messaging/MessagesPage")).MessagesPage,
  noThread: async () => (await import("@/features/messaging/MessagesPage")).NoThread,
  startThread: async () => (await import("@/features/messaging/MessagesPage")).StartConversation,
  thread: async () => (await import("@/features/messaging/Thread")).Thread,
  profile: async () => (await import("@/features/profiles/ProfilePage")).ProfileRoute,
  followers: async () => (await import("@/features/profiles/PeoplePage")).FollowersRoute,
  following: async () => (await import("@/features/profiles/PeoplePage")).FollowingRoute,
  requests: async () => (await import("@/features/profiles/RequestsPage")).RequestsPage,
  lists: async () => (await import("@/features/profiles/ListsPage")).ListsPage,
  list: async () => (await import("@/features/profiles/ListPage")).ListPage,
  listPeople: async () => (await import("@/features/profiles/ListPeoplePage")).ListPeoplePage,
  bookmarks: async () => (await import("@/features/posts/BookmarksPage")).BookmarksPage,
  likes: async () => (await import("@/features/posts/Lists")).LikesPage,
  tag: async () => (await import("@/features/posts/TagPage")).TagPage,
  quotes: async () => (await import("@/features/posts/Lists")).QuotesPage,
  drafts: async () => (await import("@/features/posts/DraftsPage")).DraftsPage,
  post: async () => (await import("@/features/posts/PostPage")).PostPage,
  signIn: async () => (await import("@/features/auth/SignInPage")).SignInPage,
  signUp: async () => (await import("@/features/auth/SignUpPage")).SignUpPage,
  confirm: async () => (await import("@/features/auth/ConfirmPage")).ConfirmPage,
  forgot: async () => (await import("@/features/auth/ForgotPasswordPage")).ForgotPasswordPage,
} satisfies Record<string, Load>;

/** A page that is loaded when it is first opened; until then the one before stays. */
function page(load: Load) {
  const Page = lazy(async () => ({ default: await load() }));
  return <Page />;
}

const AFTER_LOAD_MS = 3_000;

/**
 * Fetches what is likely to be opened next: when the page itself has come, one after the other,
 * each when there is nothing else to do.
 */
export function prefetchPages(): void {
  const soon = [pages.explore, pages.profile, pages.post, pages.messages, pages.thread, ...likely];
  const fetchNext = () => {
    const load = soon.shift();
    if (!load) return;
    void load()
      .catch(() => undefined)
      .then(whenIdle);
  };
  const whenIdle = () => {
    if ("requestIdleCallback" in window) requestIdleCallback(fetchNext, { timeout: 8_000 });
    else setTimeout(fetchNext, 1_000);
  };
  window.addEventListener("load", () => setTimeout(whenIdle, AFTER_LOAD_MS), { once: true });
}

function Root() {
  return useSession() === "signed-in" ? <HomePage /> : <Welcome />;
}

/** What needs a person; whoever is signed out is asked in and comes back here. */
function SignedIn() {
  const { pathname, search } = useLocation();
  if (useSession() === "signed-in") return <Outlet />;
  return <Navigate to={signInPath(pathname + search)} replace />;
}

/** The forms for getting in, of no use to those who are in. */
function SignedOut() {
  const inside = useSession() === "signed-in";
  const next = new URLSearchParams(useLocation().search).get("next");
  if (inside) return <Navigate to={safePath(next)} replace />;
  return (
    <Suspense fallback={<Waiting />}>
      <Outlet />
    </Suspense>
  );
}

function You() {
  const me = useMe();
  return me?.handle ? <Navigate to={`/@${me.handle}`} replace /> : <Waiting />;
}

/** `/@handle` and what lies below it; anything else is not one of our addresses. */
function AtHandle() {
  return useParams().name?.startsWith("@") ? <Outlet /> : <NotFound />;
}

export const router = createBrowserRouter([
  {
    errorElement: <CrashPage />,
    children: [
      {
        element: <Shell />,
        children: [
          {
            errorElement: <CrashPage />,
            children: [
              { path: "/", element: <Root /> },
              { path: "/explore", element: page(pages.explore) },
              { path: "/tags/:tag", element: page(pages.tag) },
              {
                element: <SignedIn />,
                children: [
                  { path: "/you", element: <You /> },
                  { path: "/lists", element: page(pages.lists) },
                  { path: "/lists/:id", element: page(pages.list) },
                  { path: "/lists/:id/people", element: page(pages.listPeople) },
                  { path: "/bookmarks", element: page(pages.bookmarks) },
                  { path: "/likes", element: page(pages.likes) },
                  { path: "/requests", element: page(pages.requests) },
                  { path: "/drafts", element: page(pages.drafts) },
                  {
                    path: "/settings/*",
                    element: page(pages.settings),
                  },
                  {
                    path: "/messages",
                    element: page(pages.messages),
                    children: [
                      { index: true, element: page(pages.noThread) },
                      {
                        path: "with/:handle",
                        element: page(pages.startThread),
                      },
                      { path: "requests", element: page(pages.noThread) },
                      {
                        path: ":id",
                        element: page(pages.thread),
                        // Beside it, or in its place: the thread stays as it is.
                        children: [{ path: "details" }],
                      },
                    ],
                  },
                ],
              },
              {
                path: "/:name",
                element: <AtHandle />,
                children: [
                  {
                    element: page(pages.profile),
                    // Their lists are parts of one page, which stays.
                    children: [{ index: true }, { path: "replies" }, { path: "media" }],
                  },
                  { path: "followers", element: page(pages.followers) },
                  { path: "following", element: page(pages.following) },
                  {
                    path: ":postId",
                    element: page(pages.post),
                  },
                  {
                    path: ":postId/quotes",
                    element: page(pages.quotes),
                  },
                ],
              },
              { path: "*", element: <NotFound /> },
            ],
          },
        ],
      },
      {
        element: <SignedOut />,
        children: [
          {
            path: "/sign-in",
            element: page(pages.signIn),
          },
          {
            path: "/sign-up",
            element: page(pages.signUp),
          },
          {
            path: "/confirm",
            element: page(pages.confirm),
          },
          {
            path: "/forgot-password",
            element: page(pages.forgot),
          },
        ],
      },
    ],
  },
]);
