import { codeOf, type IdPrefix, makeId } from '../../domain/ids.ts';
import { sha256Hex } from '../facts/hash.ts';

type Key = {
  readonly scheduleId: string;
  readonly number: number;
  readonly part: number;
  readonly attempt: number;
};

/**
 * The id of what is made of a period, by what it is made of: two workers on one period name the same invoice, so that
 * one of them finds it there. `at` (ms) is when it could be made first.
 */
export async function idOfPeriod<P extends IdPrefix>(
  prefix: P,
  key: Key,
  at: number,
): Promise<`${P}_${string}`> {
  const { scheduleId, number, part, attempt } = key;
  const hash = await sha256Hex(`${prefix}/${scheduleId}/${number}/${part}/${attempt}`);
  const random = Uint8Array.from({ length: 9 }, (_, byte) =>
    Number.parseInt(hash.slice(2 * byte, 2 * byte + 2), 16),
  );
  return makeId(prefix, Math.max(0, at), random, codeOf(scheduleId) ?? 0);
}

/** The command that deals with a period, whoever gives it. */
export const periodCommand = ({ scheduleId, number, part, attempt }: Key): string =>
  `schedule/${scheduleId}/${number}/${part}/${attempt}`;
