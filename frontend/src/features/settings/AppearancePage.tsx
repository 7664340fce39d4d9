import type { Me } from "@/api/types";
import { Setting, SwitchSetting } from "@/ui/Setting";
import { wordsOf } from "./catalogue";
import { MyGroupPage } from "./GroupPage";
import { useSetting } from "./saving";
import { ThemePicker } from "./ThemePicker";

function Warnings({ me }: { me: Me }) {
  const { value, saving, set } = useSetting(me, "expand_warnings");
  return <SwitchSetting {...wordsOf("warnings")} saving={saving} on={value} onChange={set} />;
}

export function AppearancePage() {
  return (
    <MyGroupPage group="appearance">
      {(me) => (
        <>
          <Setting {...wordsOf("theme")}>
            <ThemePicker />
          </Setting>
          <Warnings me={me} />
        </>
      )}
    </MyGroupPage>
  );
}
