import { describe, expect, it } from "vitest";
import { asked } from "./hover-asked.ts";

describe("hover of event ids", () => {
  it("does not take the event of another log for one of a log that the catalog does not know", () => {
    const found = asked('index=win Channel="AD FS/Admin" EventID=‸411')?.contents;
    expect(found).toMatch(
      /^\*\*411\*\*\n\nThe catalog knows no event with this id in the logs that the search asks for/,
    );
    expect(found).toContain("- Token validation failed: `Security`, provider `AD FS Auditing`");
  });

  it("says that a log that any program writes to is not known to have the id", () => {
    const found = asked('source="WinEventLog:Application" EventCode=46‸24')?.contents;
    expect(found).toContain("knows no event with this id");
    expect(found).toContain("Logon succeeded: `Security`");
  });

  it("says when nothing tells which of several events is meant", () => {
    const found = asked("index=x sourcetype=WinEventLog EventCode=‸41")?.contents;
    expect(found).toContain("Nothing here says which event is meant. Others with this id:");
    expect(found).toMatch(/`System`, provider `Microsoft-Windows-Kernel-Power`/);
    expect(found).toMatch(/- and \d+ more$/);
  });

  it("takes the event whose provider the search names", () => {
    const found = asked(
      'source="WinEventLog:System" SourceName="Microsoft-Windows-Kernel-Power" EventCode=‸41',
    )?.contents;
    expect(found).toMatch(/^\*\*41\*\* Reboot without a clean shutdown/);
    expect(found).toContain("`BugcheckParameter` Pointer (version 1 alone)");
  });

  it("puts events of which only the id is known last", () => {
    expect(asked('source="XmlWinEventLog:Application" EventCode=‸1033')?.contents).toMatch(
      /^\*\*1033\*\* Product installation finished/,
    );
  });

  it("explains ids under names that other logs have too where nothing but events of Windows passes", () => {
    const title = /^\*\*4703\*\* Token privileges/;
    expect(asked("`wineventlog_security` signature_id=47‸03")?.contents).toMatch(title);
    expect(asked("index=x sourcetype=XmlWinEventLog signature_id=47‸03")?.contents).toMatch(title);
    expect(asked("index=x signature_id=47‸03")).toBeUndefined();
    expect(asked("(eventtype=wineventlog_security OR sourcetype=snort) signature_id=47‸03")).toBeUndefined();
    expect(asked("index=x sourcetype!=WinEventLog signature_id=47‸03")).toBeUndefined();
  });

  it("says of some events that no policy is needed", () => {
    const policy = "the audit policy Policy Change › Audit Policy Change";
    expect(asked('source="XmlWinEventLog:Security" EventCode=47‸19')?.contents).toContain(
      `Logged always, whether ${policy} is on or not`,
    );
    expect(asked('source="XmlWinEventLog:Security" EventCode=49‸07')?.contents).toContain(`Needs ${policy}`);
  });

  it("says up to which version an event had a field", () => {
    const found = asked('source="XmlWinEventLog:Microsoft-Windows-Bits-Client/Operational" EventCode=‸3')?.contents;
    expect(found).toContain("- `string` UnicodeString (version 0 alone)");
    expect(found).toContain("- `jobTitle` UnicodeString (since version 1)");
  });

  it("knows the ids of the function in()", () => {
    const found = asked('source="XmlWinEventLog:Security" | where in(EventCode, 4624, "46‸25")');
    expect(found?.contents).toMatch(/^\*\*4625\*\* Logon failed/);
  });
});
