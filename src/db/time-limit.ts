/**
 * Longer than a statement of ours takes, and as long as somebody waits. D1 ends a query after 30 s, and has been silent for longer
 * than that. https://developers.cloudflare.com/d1/platform/limits/
 */
export const ANSWERS_WITHIN_MS = 10_000;

/** D1 did not say what became of it: what was asked for may still be done. */
export class D1Silent extends Error {
  override readonly name = 'D1Silent';
  /** What it was asked, for the log: the verb and the table of its first statement; null where more than one call is waited for. */
  readonly asked: string | null;
  constructor(asked: string | null = null) {
    super('D1_ERROR: no answer within the time that is waited for');
    this.asked = asked;
  }
}

/** D1's silence somewhere in an error, as drizzle wraps it; null where it is none. */
export function silenceIn(error: unknown): D1Silent | null {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof D1Silent) return each;
  return null;
}

/** What D1 answers, within the time (ms) that is waited for. Rejects with {@link D1Silent} after that, which says the `place`. */
export async function withinLimit<T>(
  asked: Promise<T>,
  ms = ANSWERS_WITHIN_MS,
  place: () => string | null = () => null,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new D1Silent(place())), ms);
  });
  try {
    return await Promise.race([asked, silence]);
  } finally {
    clearTimeout(timer);
  }
}
