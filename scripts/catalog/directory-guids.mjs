// GUIDs that events 4662 and 5136 name: control access rights and property sets by their names (CN of the right), classes and
// attributes by their LDAP names.

const named = (kind, rows) => rows.map(([guid, name]) => [guid, kind === "" ? name : `${kind} ${name}`]);

const RIGHTS = named("", [
  ["1131f6aa-9c07-11d1-f79f-00c04fc2dcd2", "DS-Replication-Get-Changes"],
  ["1131f6ad-9c07-11d1-f79f-00c04fc2dcd2", "DS-Replication-Get-Changes-All"],
  ["89e95b76-444d-4c62-991a-0facbeda640c", "DS-Replication-Get-Changes-In-Filtered-Set"],
  ["1131f6ab-9c07-11d1-f79f-00c04fc2dcd2", "DS-Replication-Synchronize"],
  ["1131f6ac-9c07-11d1-f79f-00c04fc2dcd2", "DS-Replication-Manage-Topology"],
  ["1131f6ae-9c07-11d1-f79f-00c04fc2dcd2", "Read-Only-Replication-Secret-Synchronization"],
  ["9923a32a-3607-11d2-b9be-0000f87a36b2", "DS-Install-Replica"],
  ["3e0f7e18-2c7a-4c10-ba82-4d926db99a3e", "DS-Clone-Domain-Controller"],
  ["00299570-246d-11d0-a768-00aa006e0529", "User-Force-Change-Password"],
  ["ab721a53-1e2f-11d0-9819-00aa0040529b", "User-Change-Password"],
  ["ab721a54-1e2f-11d0-9819-00aa0040529b", "Send-As"],
  ["ab721a56-1e2f-11d0-9819-00aa0040529b", "Receive-As"],
  ["0e10c968-78fb-11d2-90d4-00c04f79dc55", "Certificate-Enrollment"],
  ["a05b8cc2-17bc-4802-a710-e7c15ab866a2", "Certificate-AutoEnrollment"],
  ["ba33815a-4f93-4c76-87f3-57574bff8109", "Migrate-SID-History"],
  ["45ec5156-db7e-47bb-b53f-dbeb2d03c40f", "Reanimate-Tombstones"],
  ["280f369c-67c7-438e-ae98-1d46f3c6f541", "Update-Password-Not-Required-Bit"],
  ["ccc2dc7d-a6ad-4a7a-8846-c04e3cc53501", "Unexpire-Password"],
  ["05c74c5e-4deb-43b4-bd9f-86664c2a7fd5", "Enable-Per-User-Reversibly-Encrypted-Password"],
  ["68b1d179-0d15-4d4f-ab71-46152e79a7bc", "Allowed-To-Authenticate"],
  ["edacfd8f-ffb3-11d1-b41d-00a0c968f939", "Apply-Group-Policy"],
  ["e2a36dc9-ae17-47c3-b58b-be34c55ba633", "Create-Inbound-Forest-Trust"],
  ["9b026da6-0d3c-465c-8bee-5199d7165cba", "DS-Validated-Write-Computer"],
  ["80863791-dbe9-4eb8-837e-7f0ab55d9ac7", "Validated-MS-DS-Additional-DNS-Host-Name"],
]);

const PROPERTY_SETS = named("property set", [
  ["4c164200-20c0-11d0-a768-00aa006e0529", "User-Account-Restrictions"],
  ["5f202010-79a5-11d0-9020-00c04fc2d4cf", "User-Logon"],
  ["bc0ac240-79a9-11d0-9020-00c04fc2d4cf", "Membership"],
  ["59ba2f42-79a2-11d0-9020-00c04fc2d3cf", "General-Information"],
  ["77b5b886-944a-11d1-aebd-0000f80367c1", "Personal-Information"],
  ["e48d0154-bcf8-11d1-8702-00c04fb96050", "Public-Information"],
  ["91e647de-d96f-4b70-9557-d63ff4f3ccd8", "Private-Information"],
  ["c7407360-20bf-11d0-a768-00aa006e0529", "Domain-Password"],
  ["b8119fd0-04f6-4762-ab7a-4986c76b3f9a", "Domain-Other-Parameters"],
]);

const CLASSES = named("class", [
  ["19195a5b-6da0-11d0-afd3-00c04fd930c9", "domainDNS"],
  ["bf967a86-0de6-11d0-a285-00aa003049e2", "computer"],
  ["bf967a9c-0de6-11d0-a285-00aa003049e2", "group"],
  ["bf967aba-0de6-11d0-a285-00aa003049e2", "user"],
  ["bf967aa5-0de6-11d0-a285-00aa003049e2", "organizationalUnit"],
  ["bf967ab8-0de6-11d0-a285-00aa003049e2", "trustedDomain"],
  ["f30e3bc2-9ff0-11d1-b603-0000f80367c1", "groupPolicyContainer"],
  ["f0f8ffab-1191-11d0-a060-00aa006c33ed", "nTDSDSA"],
  ["e0fa1e8c-9b45-11d0-afdd-00c04fd930c9", "dnsNode"],
  ["e0fa1e8b-9b45-11d0-afdd-00c04fd930c9", "dnsZone"],
  ["7b8b558a-93a5-4af7-adca-c017e67f1057", "msDS-GroupManagedServiceAccount"],
]);

const ATTRIBUTES = named("attribute", [
  ["f3a64788-5306-11d1-a9c5-0000f80367c1", "servicePrincipalName, and the right Validated-SPN"],
  ["72e39547-7b18-11d1-adef-00c04fd8d5cd", "dNSHostName, and the right Validated-DNS-Host-Name"],
  ["bf9679c0-0de6-11d0-a285-00aa003049e2", "member, and the right Self-Membership"],
  ["5b47d60f-6090-40b2-9f37-2a4de88f3063", "msDS-KeyCredentialLink"],
  ["3f78c3e5-f79a-46bd-a0b8-9d18116ddc79", "msDS-AllowedToActOnBehalfOfOtherIdentity"],
  ["800d94d7-b7a1-42a1-b14d-7cae1423d07f", "msDS-AllowedToDelegateTo"],
  ["e362ed86-b728-0842-b27d-2dea7a9df218", "msDS-ManagedPassword"],
  ["bf967a68-0de6-11d0-a285-00aa003049e2", "userAccountControl"],
  ["bf967918-0de6-11d0-a285-00aa003049e2", "adminCount"],
  ["17eb4278-d167-11d0-b002-0000f80367c1", "sIDHistory"],
  ["f30e3bbe-9ff0-11d1-b603-0000f80367c1", "gPLink"],
  ["00fbf30c-91fe-11d1-aebc-0000f80367c1", "altSecurityIdentities"],
]);

export const DIRECTORY_GUIDS = [...RIGHTS, ...PROPERTY_SETS, ...CLASSES, ...ATTRIBUTES];
