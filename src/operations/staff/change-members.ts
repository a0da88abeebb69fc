import type { Statement } from '../../db/database.ts';
import { selectMembers, selectOpenInvitations, selectTimesInvited } from '../../db/queries/staff.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import type { Values } from '../../domain/audit.ts';
import type { Effect } from '../../domain/effects.ts';
import type { EntryOf } from '../../domain/journal.ts';
import { DONE, type Outcome, type Refused } from '../../domain/outcome.ts';
import type { TellingChange } from '../../domain/staff/telling.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { NO_MESSAGES } from '../core/queue-message.ts';
import { tellOwners } from '../core/tell-owners.ts';

/** How things stand at a business, read under the lock of the change. */
export type Standing = {
  readonly members: Awaited<ReturnType<typeof selectMembers>>;
  readonly invitations: Awaited<ReturnType<typeof selectOpenInvitations>>;
  /** How often the address in question was invited in a day. */
  readonly timesInvited: number;
  readonly at: number;
};

type MemberEntry = EntryOf<
  'merchant',
  | 'member_invited'
  | 'invitation_ended'
  | 'member_joined'
  | 'member_role_changed'
  | 'member_removed'
  | 'member_left'
>;

export type MembersChange = {
  readonly kind: 'change';
  readonly entry: MemberEntry;
  readonly rows: readonly Statement[];
  readonly effects?: readonly Effect[];
  readonly audit: Values;
  /** What its owners are told. */
  readonly telling?: TellingChange | null;
};

type Ask = {
  readonly merchantId: string;
  readonly commandId: string;
  /** The address that is invited. */
  readonly address?: string;
};

const DAY_MS = 24 * 3_600_000;

/**
 * Changes who is a member, in one batch with its entry and its line in the audit log, on what is read under the lock of the
 * business's stream: of two people who decide at once, the second decides anew. Null where nothing is to be changed.
 */
export const changeMembers = (
  ctx: Context,
  ask: Ask,
  decide: (standing: Standing) => MembersChange | Refused | null,
): Promise<Outcome<null>> => retryOnConflict(ctx, () => attempt(ctx, ask, decide));

async function attempt(
  ctx: Context,
  { merchantId, commandId, address = '' }: Ask,
  decide: (standing: Standing) => MembersChange | Refused | null,
): Promise<ConflictOr<Outcome<null>>> {
  const { db } = ctx;
  const at = ctx.now();
  const stream = { type: 'merchant', id: merchantId } as const;
  const [head, commanded, members, invitations, [invited]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectMembers(db, merchantId),
    selectOpenInvitations(db, merchantId),
    selectTimesInvited(db, merchantId, address, at - DAY_MS),
  ]);
  if (commanded.length > 0) return decided(DONE);
  const change = decide({ members, invitations, timesInvited: invited?.times ?? 0, at });
  if (change === null) return decided(DONE);
  if (change.kind === 'refused') return decided(change);
  const { entry, rows, effects = [], audit, telling = null } = change;
  const mail =
    telling === null
      ? NO_MESSAGES
      : await tellOwners(ctx, at, { merchantId, cause: commandId, change: telling });
  const committed = await commitChange(ctx, {
    merchantId,
    commandId,
    at,
    appends: [{ stream, head: headOf(head), ...entry }],
    rows: [...rows, ...mail.rows],
    effects: [...effects, ...mail.effects],
    result: null,
    audit,
  });
  return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
}
