import { UsageError } from "./args.ts";
import { conformance } from "./conformance.ts";

try {
  process.exitCode = await conformance(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
