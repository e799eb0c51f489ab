// Rules of Defender's attack surface reduction, by the GUID that its events name. A table as in value-tables.mjs.

export const ASR_RULES = {
  AsrRule: {
    doc: "Rules of Defender's attack surface reduction (events 1121 and 1122)",
    events: [1121, 1122, 1131, 1132, 1133, 1134],
    values: [
      ["56a863a9-875e-4185-98a7-b882c64b5ce5", "ASR rule against abuse of exploited vulnerable signed drivers"],
      ["7674ba52-37eb-4a4f-a9a1-f0f9a1619a2c", "ASR rule against child processes of Adobe Reader"],
      ["d4f940ab-401b-4efc-aadc-ad5f3c50688a", "ASR rule against child processes of Office applications"],
      ["9e6c4e1f-7d60-472f-ba1a-a39ef669e4b2", "ASR rule against credential stealing from LSASS"],
      ["be9ba2d9-53ea-4cdc-84e5-9b1eeee46550", "ASR rule against executable content from mail clients and webmail"],
      [
        "01443614-cd74-433a-b99e-2ecdc07bfc25",
        "ASR rule against executables that are not widespread, old or trusted enough",
      ],
      ["5beb7efe-fd9a-4556-801d-275e5ffc04cc", "ASR rule against execution of obfuscated scripts"],
      [
        "d3e037e1-3eb8-44c8-a917-57927947596d",
        "ASR rule against JavaScript or VBScript that starts downloaded content",
      ],
      ["3b576869-a4ec-4529-8536-b80a7769e899", "ASR rule against executable content written by Office applications"],
      ["75668c1f-73b5-4cf0-bb93-3ecf5cb7cc84", "ASR rule against code injected by Office applications"],
      ["26190899-1602-49e8-8b27-eb1d0a1ce869", "ASR rule against child processes of Office communication applications"],
      ["e6db77e5-3df2-4cf1-b95a-636979351e5b", "ASR rule against persistence through WMI event subscriptions"],
      ["d1e49aac-8f56-4280-b9ba-993a6d77406c", "ASR rule against processes started by PsExec and WMI commands"],
      ["b2b3f03d-6a65-4f7b-a9c7-1c7ef74a9ba4", "ASR rule against untrusted and unsigned processes from USB drives"],
      ["92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b", "ASR rule against calls of Win32 from Office macros"],
      ["c1db55ab-c21a-4637-bb3f-a12568109d35", "ASR rule against ransomware (advanced protection)"],
      ["a8f5898e-1dc8-49a9-9878-85004b8a61e6", "ASR rule against web shells on servers"],
    ],
  },
};
