import { Setting } from "@/ui/Setting";
import { wordsOf } from "./catalogue";
import { ExportPanel } from "./ExportPanel";
import { GroupPage } from "./GroupPage";
import { ImportPanel } from "./ImportPanel";

export function DataPage() {
  const out = wordsOf("export");
  const into = wordsOf("import");
  return (
    <GroupPage group="data">
      <Setting
        {...out}
        about={`${out.about} A zip that opens in any browser, with your pictures, and JSON and CSV for other programs. It takes a while to make.`}
      >
        <ExportPanel />
      </Setting>
      <Setting
        {...into}
        about={`${into.about} Exports of Mastodon and of Cruddur fit. Who follows you does not come along.`}
      >
        <ImportPanel />
      </Setting>
    </GroupPage>
  );
}
