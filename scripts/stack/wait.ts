import type { Child } from './child.ts';

/** A part did not come up; the message is meant for a person. */
export class StartFailure extends Error {}

/**
 * Asks until the address answers 200. Fails with the child's last lines when it ends, says that it cannot be
 * built, or takes longer than `patienceMs`.
 */
export async function waitUntilReady(child: Child, address: string, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  let end: string | null = null;
  void child.died.then((sentence) => {
    end = sentence;
  });
  let last = 'no answer';
  while (Date.now() < deadline) {
    if (end !== null) throw new StartFailure(`${end}\n${child.lastLines(20)}`);
    if (/Build failed|\[ERROR\]/.test(child.lastLines(20))) {
      throw new StartFailure(`${child.name} cannot start:\n${child.lastLines(20)}`);
    }
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) });
      const text = await answer.text();
      if (answer.ok) return;
      last = `${answer.status} ${text.slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new StartFailure(
    `${child.name} is not ready after ${patienceMs / 1000} s (${address}: ${last}).\n${child.lastLines(20)}`,
  );
}
