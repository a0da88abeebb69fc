import { describe, expect, it } from 'vitest';
import { startClockWebhook, ticksBetween } from '../../scripts/stack/clock-webhook.ts';

const HOUR = 3_600_000;

describe('moving the clock', () => {
  it('fires a tick an hour, the last at the new time, and no more than were asked for', () => {
    expect(ticksBetween({ from: 0, to: 1_000 }, 24)).toEqual([1_000]);
    expect(ticksBetween({ from: 0, to: 3 * HOUR }, 24)).toEqual([HOUR, 2 * HOUR, 3 * HOUR]);
    const month = ticksBetween({ from: 0, to: 30 * 24 * HOUR }, 24);
    expect(month).toHaveLength(24);
    expect(month.at(-1)).toBe(30 * 24 * HOUR);
  });

  it('is heard over HTTP, in order, and what is no move is refused', async () => {
    const fired: number[] = [];
    const clock = await startClockWebhook(async (at) => {
      fired.push(at);
    }, 24);
    try {
      const post = (body: string) => fetch(clock.url, { method: 'POST', body });
      expect((await post(JSON.stringify({ from: 0, to: 2 * HOUR }))).status).toBe(204);
      expect(fired).toEqual([HOUR, 2 * HOUR]);
      expect((await post('nonsense')).status).toBe(503);
    } finally {
      await clock.close();
    }
  });
});
