import { type SpawnOptions, spawn } from "node:child_process";

/** A line for whoever waits. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A duration as people say it. */
export function spent(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Runs a long command: its output is kept for the failure, its last line is shown every 15 seconds. */
export async function run(
  title: string,
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<void> {
  const began = Date.now();
  const lines: string[] = [];
  say(title);
  const child = spawn(command, [...args], { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const collect = (chunk: Buffer): void => {
    lines.push(
      ...chunk
        .toString()
        .split(/[\r\n]+/)
        .filter((line) => line.trim() !== ""),
    );
    lines.splice(0, Math.max(0, lines.length - 40));
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const timer = setInterval(
    () => say(`  ${spent(Date.now() - began)}: ${lines.at(-1)?.trim() ?? "…"}`),
    15_000,
  );
  try {
    const code = await new Promise<number | null>((resolve, reject) =>
      child.on("error", reject).on("close", resolve),
    );
    if (code !== 0) throw new Error(`${title}: failed with ${code}\n${lines.join("\n")}`);
  } finally {
    clearInterval(timer);
  }
  say(`  done in ${spent(Date.now() - began)}`);
}
