import { describe, expect, it } from "vitest";
import { asked } from "./hover-asked.ts";

const SECURITY = 'source="XmlWinEventLog:Security"';

describe("hover of values", () => {
  it.each([
    [`${SECURITY} EventCode=4738 OldUacValue=0x‸15`, "Account Disabled, Password Not Required, Normal Account"],
    [`${SECURITY} EventCode=4738 NewUacValue=0x‸211`, "Account Disabled, Normal Account, Don't Expire Password"],
    [`${SECURITY} EventCode=4738 UserAccountControl="*%%20‸89*"`, "Don't Expire Password: on"],
    [`${SECURITY} EventCode=4738 UserAccountControl="%%20‸50"`, "Password Not Required: off"],
    [`${SECURITY} EventCode=4738 UserAccountControl="%%20‸48"`, "Account Enabled"],
    ["index=ad userAccountControl=41943‸04", "DONT\\_REQ\\_PREAUTH"],
    [`${SECURITY} EventCode=4728 TargetSid="*-5‸12"`, "Domain Admins"],
    [`${SECURITY} EventCode=4728 TargetSid="S-1-5-21-*-5‸19"`, "Enterprise Admins"],
    [`${SECURITY} EventCode=4662 ObjectType="%{19195a5b-6da0-11d0-afd3-00c0‸4fd930c9}"`, "class domainDNS"],
    [`${SECURITY} EventCode=4662 Properties="*0e10c968-78fb-11d2-90d4-00c‸04f79dc55*"`, "Certificate\\-Enrollment"],
    [`${SECURITY} EventCode=4768 TicketOptions=0x80‸00`, "request\\-anonymous"],
    [`${SECURITY} EventCode=4625 SubStatus=-10737‸41715`, "bad user name or authentication data"],
    [`${SECURITY} EventCode=4776 Status=0xc000‸0371`, "secret is not stored here"],
    [`${SECURITY} EventCode=4771 Status=0x1‸0`, "type of pre\\-authentication data not supported"],
    [`${SECURITY} EventCode=4719 AuditPolicyChanges="*%%84‸48*"`, "success removed"],
    ["index=x ID=be9ba2d9-53ea-4cdc-84e5-9b1eeee4‸6550", "ASR rule against executable content from mail clients"],
    ['index=x a="gbt6NkSY8TWtMpjw‸OAAQAw=="', "Base64 of the bytes of a UUID: **svcctl** RPC interface"],
    ["index=x dest_ip=8.8‸.8.8", "IPv4 address, public"],
    ["index=x src=256‸.1.1.1", "No IPv4 address: 256 is more than 255."],
    ["index=x src_ip=192.168.1.‸*", "Addresses that begin with `192.168.1.`"],
    ['index=x | where cidrmatch("10.0.0.0/‸40", src)', "No IPv4 block: the length of a prefix is at most 32"],
    ['index=x | eval t=relative_time(now(), "-1d@‸d")', "`-1d@d`: 1 day back, then down to the start of the day"],
    ['index=x | eval t=relative_time(now(), "-7d@w‸1")', "7 days back, then back to the start of Monday"],
    ["index=x | foreach a* [eval b='<<FI‸ELD>>']", "`<<FIELD>>`: the name of the field that `foreach` has come to"],
    ["index=x version=8.8‸.8.8", undefined],
    ["index=x count=*-5‸12", undefined],
  ])("%s", (search, said) => {
    const found = asked(search)?.contents;
    if (said === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(said);
  });
});
