/**
 * The clock of a sandbox on this machine, which can be moved: read once for a request, then it runs on by ours.
 * Where the sandbox does not answer, our own clock serves. Never used where Stripe is not on the loopback.
 */
export async function sandboxClock(apiUrl: URL): Promise<() => number> {
  try {
    const answer = await fetch(new URL('/_sandbox/clock', apiUrl), { signal: AbortSignal.timeout(1000) });
    const { now }: { now: number } = await answer.json();
    const ahead = now - Date.now();
    return () => Date.now() + ahead;
  } catch {
    return () => Date.now();
  }
}
