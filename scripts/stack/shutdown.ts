/** Sentences that end the run, and whether it ended well. */
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
    const starter = process.ppid;
    setInterval(() => {
      if (process.ppid !== starter) resolve({ code: 0, reason: 'Stopping, since npm has ended.' });
    }, 1_000).unref();
  });
}
