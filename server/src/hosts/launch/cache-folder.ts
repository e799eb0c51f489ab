import { mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** What of the process decides where a user's caches are. */
interface Place {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** The folder for compiled code, in the one that the system has for a user's caches; it need not exist. */
export function codeFolderOf({ platform, env, home }: Place): string {
  const given = platform === "win32" ? env.LOCALAPPDATA : platform === "darwin" ? undefined : env.XDG_CACHE_HOME;
  const usual = platform === "win32" ? "AppData/Local" : platform === "darwin" ? "Library/Caches" : ".cache";
  const caches = given !== undefined && path.isAbsolute(given) ? given : path.join(home, usual);
  return path.join(caches, "rulehound", "code");
}

/**
 * The folder for compiled code, made when it is missing; undefined when there is none that only this user can write to.
 * What lies in it is run as a program.
 */
export function codeFolder(): string | undefined {
  const { platform, env } = process;
  try {
    const folder = codeFolderOf({ platform, env, home: homedir() });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isOwn(folder) ? folder : undefined;
  } catch {
    return undefined; // No home, or no place in it: programs start without a cache.
  }
}

/** Whether nobody else can write to a folder, as far as its mode tells; Windows keeps the folder of a user to the user. */
function isOwn(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
