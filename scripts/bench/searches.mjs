// Searches as detection authors write them, drawn from a seed: no two rules of a workspace have the same one.

const TOOLS = [
  "wmic rundll32 regsvr32 mshta certutil bitsadmin schtasks net nltest reg sc cscript wscript powershell cmd msbuild",
  "installutil odbcconf msiexec psexec vssadmin wbadmin bcdedit fodhelper esentutl ntdsutil dsquery whoami ipconfig",
  "tasklist curl ssh rclone procdump adfind mimikatz rubeus sharphound winword excel outlook w3wp sqlservr",
].flatMap((line) => line.split(" "));
const VERBS = "create delete query export add start stop download encode decode dump list copy inject load".split(" ");
const OBJECTS = [
  "shadow process service task hive credential token share registry firewall policy snapshot certificate archive",
  "session driver account group trust mailbox backup key pipe",
].flatMap((line) => line.split(" "));
const PLACES = "Temp Public ProgramData AppData Downloads PerfLogs Windows\\Tasks Users\\Public $Recycle.Bin".split(
  " ",
);
const TECHNIQUES = [
  "T1047 T1059.001 T1059.003 T1053.005 T1003.001 T1003.003 T1021.002 T1021.006 T1218.011 T1218.010 T1105 T1197 T1490",
  "T1543.003 T1547.001 T1112 T1087.002 T1069.002 T1018 T1482 T1027 T1140 T1055 T1548.002 T1562.001 T1070.001 T1560.001",
].flatMap((line) => line.split(" "));
const FIELDS = "dest user process process_name process_id process_path parent_process_name parent_process_id".split(
  " ",
);

/** What a rule is about: the words that its name, prose and search share. */
export function drawTopic({ pick, int }) {
  const tool = pick(TOOLS);
  return {
    tool,
    parent: pick(TOOLS),
    verb: pick(VERBS),
    object: pick(OBJECTS),
    place: pick(PLACES),
    technique: pick(TECHNIQUES),
    threshold: int(2, 90),
    window: pick(["5m", "10m", "1h", "4h", "1d"]),
    id: pick([4688, 4624, 4625, 4656, 4663, 4672, 4697, 4698, 4720, 4732, 4768, 4769, 5140, 5145, 7045]),
    sysmon: pick([1, 3, 7, 8, 10, 11, 12, 13, 17, 22]),
  };
}

const fields = (draw) => FIELDS.filter((_, i) => i < 3 || draw.int(0, 2) > 0).map((name) => `Processes.${name}`);

const tstats = (t, draw) => [
  "| tstats `security_content_summariesonly` count min(_time) as firstTime max(_time) as lastTime from datamodel=Endpoint.Processes",
  `  where Processes.process_name=${t.tool}.exe Processes.process IN ("*${t.verb}*", "*${t.object}*") NOT Processes.parent_process_name="${t.parent}.exe"`,
  `  by ${fields(draw).join(" ")}`,
  "| `drop_dm_object_name(Processes)`",
  "| `security_content_ctime(firstTime)`",
  "| `security_content_ctime(lastTime)`",
];
const sysmon = (t, { pick, int }) => [
  `\`sysmon\` EventCode=${t.sysmon} ${pick(["Image", "ParentImage"])}="*\\\\${t.tool}.exe" CommandLine IN ("* ${t.verb} *", "*${t.object}*", "*\\\\${t.place.split("\\")[0]}\\\\*")`,
  `| where NOT match(CommandLine, "(?i)${t.verb}\\s+${t.object}[s]?\\d{${int(1, 4)}}")`,
  `| eval length=len(CommandLine), folder=if(like(Image, "%${t.place.split("\\")[0]}%"), "odd", "usual")`,
  `| where length > ${t.threshold * 3} OR folder="odd"`,
  "| stats count min(_time) as firstTime max(_time) as lastTime by dest User Image CommandLine ParentImage",
];
const security = (t, { pick }) => [
  `\`wineventlog_security\` EventCode=${t.id} ${pick(["LogonType=3", "Account_Name!=*$", "Keywords=*", "TargetUserName=*"])}`,
  `| bucket span=${t.window} _time`,
  `| stats dc(TargetUserName) as accounts values(TargetUserName) as users values(IpAddress) as sources by _time Computer`,
  `| eventstats avg(accounts) as average stdev(accounts) as deviation by Computer`,
  `| eval limit=average + deviation * ${1 + (t.threshold % 4)}, outlier=if(accounts > ${t.threshold} AND accounts >= limit, 1, 0)`,
  "| search outlier=1",
  "| table _time Computer accounts users sources average limit",
];
const joined = (t, { pick }) => [
  `index=${pick(["windows", "wineventlog", "endpoint"])} sourcetype=XmlWinEventLog EventCode=${t.id} NewProcessName="*\\\\${t.tool}.exe"`,
  `| rex field=CommandLine "(?<target>${t.verb}[^ ]*) (?<rest>.+)"`,
  "| join type=left SubjectLogonId",
  `    [ search index=windows EventCode=4624 LogonType=${pick([2, 3, 9, 10])}`,
  "      | rename TargetLogonId as SubjectLogonId",
  "      | fields SubjectLogonId IpAddress WorkstationName ]",
  `| transaction Computer SubjectUserName maxspan=${t.window}`,
  `| where eventcount > ${t.threshold} AND mvcount(target) > 1`,
  "| fillnull value=unknown IpAddress WorkstationName",
  "| table _time Computer SubjectUserName target rest IpAddress WorkstationName duration",
];
const network = (t, { pick }) => [
  `index=zeek sourcetype="bro:conn:json" id.resp_p IN (${pick(["135", "445", "5985", "3389"])}, ${t.threshold + 1024})`,
  "| lookup known_hosts host as id.orig_h OUTPUT owner criticality",
  `| timechart span=${t.window} limit=${t.threshold} dc(id.resp_h) as targets by id.orig_h`,
  `| untable _time source targets`,
  `| streamstats window=${4 + (t.threshold % 20)} avg(targets) as usual by source`,
  `| where targets > usual * ${1 + (t.threshold % 5)}`,
  "| sort - targets",
];

/** A search about a topic; `filter` names the macro at its end. */
export function makeSearch(topic, draw, filter) {
  const lines = draw.pick([tstats, tstats, sysmon, security, joined, network])(topic, draw);
  return filter === undefined ? lines : [...lines, `| \`${filter}\``];
}
