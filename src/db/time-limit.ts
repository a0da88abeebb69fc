/**
 * Longer than a statement of ours takes, and as long as somebody waits. D1 ends a query after 30 s, and has been silent for longer
 * than that. https://developers.cloudflare.com/d1/platform/limits/
 */
const ANSWERS_WITHIN_MS = 10_000;

/** D1 did not say what became of it: what was asked for may still be done. */
export class D1Silent extends Error {
  override readonly name = 'D1Silent';
  constructor() {
    super('D1_ERROR: no answer within the time that is waited for');
  }
}

/** What D1 answers, within the time (ms) that is waited for. Rejects with {@link D1Silent} after that. */
export async function withinLimit<T>(asked: Promise<T>, ms = ANSWERS_WITHIN_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new D1Silent()), ms);
  });
  try {
    return await Promise.race([asked, silence]);
  } finally {
    clearTimeout(timer);
  }
}
