import type { Collectable } from '../../db/queries/collectable.ts';
import { instantAt, localDateAt, parseLocalDate } from '../../domain/calendar.ts';
import type { Announced } from '../../domain/collection/types.ts';
import type { Asked } from '../../domain/invoice/instalments.ts';
import type { Context } from '../core/context.ts';
import { standingOf } from './plan.ts';

/** What is collected now of an invoice with a plan. */
export type PartFacts = {
  readonly asked: Asked;
  /** When (ms) the next part's day comes. */
  readonly nextAt: number | null;
  /** Whether an attempt was at what is collected now. */
  readonly isAttemptAt: (attempt: Collectable['attempts'][number]) => boolean;
  /** Whether what an attempt was at is still owed, in whole or in part. */
  readonly isOwedOf: (attempt: Collectable['attempts'][number]) => boolean;
  readonly noticedFor: number | null;
  readonly announcedCharge: number | null;
  readonly reminders: number;
  readonly wasTakenBack: boolean;
};

/**
 * What is collected now of an invoice with a plan: the open parts whose day has come, or else the next one. Attempts, the
 * notice and reminders are counted anew with each part whose day comes, or that is covered; null without a plan.
 */
export function collectedPart(
  ctx: Context,
  read: Pick<Collectable, 'invoice' | 'merchant' | 'plan' | 'versions'>,
  announced: Announced,
): PartFacts | null {
  const { invoice, merchant, plan, versions } = read;
  const standing = standingOf(ctx, invoice, plan);
  const asked = standing?.asked ?? null;
  if (standing === null || asked === null) return null;
  const askedAt = (covered: number, at: number) =>
    standingOf(ctx, invoice, plan, { asOf: { covered, at } })?.asked?.position;
  const coveredWith = new Map(versions.map(({ version, covered }) => [version, covered]));
  const positionOf = ({ version, claimedAt }: Collectable['attempts'][number]) =>
    askedAt(coveredWith.get(version) ?? invoice.amountPaid, claimedAt);
  const { collectHour: hour, timeZone } = merchant;
  const at = (day: string) => instantAt(parseLocalDate(day) ?? never(day), hour, timeZone);
  const today = localDateAt(ctx.now(), invoice.timeZone);
  const next = standing.parts.find(({ open, dueDate }) => open > 0 && dueDate > today);
  const nextAt = next === undefined ? null : at(next.dueDate);
  const { noticedFor } = invoice;
  const { charge } = announced;
  return {
    asked,
    nextAt: nextAt === null || nextAt > ctx.now() ? nextAt : null,
    isAttemptAt: (attempt) => positionOf(attempt) === asked.position,
    isOwedOf: (attempt) => {
      const position = positionOf(attempt) ?? 0;
      return standing.parts.some((each) => each.position <= position && each.open > 0);
    },
    // A notice of a part before names a day before this one's.
    noticedFor:
      noticedFor !== null &&
      localDateAt(noticedFor, timeZone) >= asked.dueDate &&
      askedAt(invoice.amountPaid, noticedFor) === asked.position
        ? noticedFor
        : null,
    // Where it named the first charge as it was sent, it named the day of each part.
    announcedCharge:
      charge !== null && asked.dueDate > localDateAt(charge, timeZone) ? at(asked.dueDate) : charge,
    reminders: plan.instalments.find(({ position }) => position === asked.position)?.reminders ?? 0,
    wasTakenBack: isMissing(versions, invoice.amountPaid),
  };
}

/** Whether money that was taken back is still missing: whatever was covered before is to be covered again. */
function isMissing(versions: Collectable['versions'], covered: number): boolean {
  return versions.some(
    ({ reason }, index) => reason === 'taken_back' && covered < (versions[index - 1]?.covered ?? 0),
  );
}

const never = (day: string): never => {
  throw new Error(`an instalment is due on ${day}`);
};
