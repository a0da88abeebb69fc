/**
 * The movable clock of a sandbox on this machine. It is read once a request and then advances with ours. If the
 * sandbox does not answer, our own clock is used. It is never used unless Stripe is on the loopback interface.
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
