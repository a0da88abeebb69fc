import { readFileSync } from 'node:fs';

/** The reason for the end of a run, and whether it is a success. */
export interface End {
  readonly code: number;
  readonly reason: string;
}

/**
 * Resolves at the first sign that the run should end: Ctrl-C, a request to terminate, a closed terminal, the end
 * of the npm that started us (killed, it takes no child with it), or an error nobody caught.
 */
export function untilAsked(): Promise<End> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // It stays installed: npm passes Ctrl-C on, so the same one can arrive twice, and must not cut stopping short.
      process.on(signal, () => resolve({ code: 0, reason: 'Stopping.' }));
    }
    process.on('uncaughtException', (error) =>
      resolve({ code: 1, reason: `Stopping: ${error.stack ?? error}` }),
    );
    if (process.env.npm_lifecycle_event === undefined) return;
    const starters = ancestors();
    setInterval(() => {
      if (ancestors() !== starters) resolve({ code: 0, reason: 'Stopping, since npm has ended.' });
    }, 1_000).unref();
  });
}

/**
 * Our parent and, where the system says, its parent: npm runs a script through a shell, which outlives it. A dead
 * process's children get another parent, so a change means that one of the two is gone.
 */
function ancestors(): string {
  try {
    // The fields after the name in parentheses are the state and the parent (proc_pid_stat(5)).
    const fields = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return `${process.ppid} ${fields[1]}`;
  } catch {
    return String(process.ppid);
  }
}
