import { eq } from 'drizzle-orm';
import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { selectMerchant } from '../../db/queries/invoices.ts';
import { insertProfile, selectProfile } from '../../db/queries/profiles.ts';
import { merchants } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { tidyAccount } from '../../domain/profile/bank-account.ts';
import { conflictsOf } from '../../domain/profile/conflict.ts';
import {
  changedFields,
  changedProfile,
  type Profile,
  type ProfileChange,
} from '../../domain/profile/profile.ts';
import { profileProblems } from '../../domain/profile/profile-problems.ts';
import { replanEffect } from '../collection/replan.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { NO_MESSAGES } from '../core/queue-message.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { tellOwners } from '../core/tell-owners.ts';
import { profileColumns, profileOf } from '../facts/profile.ts';
import { refuseTestKey } from './refuse-test-key.ts';
import { usedByOtherKind } from './used-by-other-kind.ts';

type Ask = {
  readonly commandId: string;
  /** The version that the change was made on; null to change whatever is in force. */
  readonly basedOn: number | null;
  readonly change: ProfileChange;
};

type Change = Ask & {
  /** The earlier version whose content this is. */
  readonly restores?: number;
  /** Committed with it. */
  readonly rows?: readonly Statement[];
};

/** The version in force afterwards. */
export type ProfileChanged = { readonly version: number };

/**
 * Changes what the business says of itself, as a new version: the next invoice shows it, those that are finalized keep
 * theirs. Rejects with `invalid`, and with `profile_changed` where somebody else was faster.
 */
export const updateProfile = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<ProfileChanged>> => changeProfile(ctx, scope, ask);

export const changeProfile = (ctx: Context, scope: Scope, change: Change): Promise<Outcome<ProfileChanged>> =>
  retryOnConflict(ctx, () => attempt(ctx, scope, change));

async function attempt(
  ctx: Context,
  { merchantId, livemode }: Scope,
  { commandId, basedOn, change: asked, restores, rows = [] }: Change,
): Promise<ConflictOr<Outcome<ProfileChanged>>> {
  const { db } = ctx;
  const stream = { type: 'merchant', id: merchantId } as const;
  const [head, commanded, [merchant], [based]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectMerchant(db, merchantId),
    selectProfile(db, merchantId, basedOn ?? 0),
  ]);
  if (merchant === undefined) throw new Error('API key without a merchant');
  const { profileVersion: present } = merchant;
  if (commanded.length > 0) return decided(done({ version: present }));
  const before = profileOf(merchant);
  const change = tidied(asked);
  if (basedOn !== null && basedOn !== present) {
    if (based === undefined) return decided(refused({ code: 'not_found', what: 'version of the profile' }));
    const fields = conflictsOf(based.profile, before, change);
    if (fields === null) return decided(done({ version: present }));
    const [made] = await selectProfile(db, merchantId, present);
    const { changedBy: by = null, createdAt: at = null } = made ?? {};
    return decided(refused({ code: 'profile_changed', basedOn, version: present, by, at, fields }));
  }
  const after = changedProfile(before, change);
  const changed = changedFields(before, after);
  if (changed.length === 0) return decided(done({ version: present }));
  const problems = [
    ...refuseTestKey(ctx, livemode),
    ...profileProblems(after, changed),
    ...(await usedByOtherKind(ctx, merchantId, after, changed)),
  ];
  if (problems.length > 0) return decided(refused({ code: 'invalid', problems }));
  const at = ctx.now();
  const isPaidElsewhere = changed.includes('bankAccounts') || changed.includes('bankDetails');
  const mail = isPaidElsewhere
    ? await tellOwners(ctx, at, { merchantId, cause: commandId, change: { kind: 'bank_accounts' } })
    : NO_MESSAGES;
  const version = present + 1;
  const data = { version, changed: [...changed], restores: restores ?? null };
  const append: Append = { stream, head: headOf(head), type: 'profile_changed', data };
  const kept = { merchantId, changedBy: null, restores: null };
  const committed = await commitChange(ctx, {
    merchantId,
    commandId,
    at,
    appends: [append],
    rows: [
      ...rows,
      ...mail.rows,
      insertProfile(db, { ...kept, version: present, profile: before, createdAt: merchant.createdAt }),
      insertProfile(db, {
        merchantId,
        version,
        profile: after,
        createdAt: at,
        changedBy: ctx.actor?.name ?? null,
        restores: restores ?? null,
      }),
      db
        .update(merchants)
        .set({ ...profileColumns(after), profileVersion: version, updatedAt: at })
        .where(eq(merchants.id, merchantId)),
    ],
    // The hour of charges on the due date is a local one.
    effects: [...mail.effects, ...(changed.includes('timeZone') ? [replanEffect(ctx, merchantId)] : [])],
    result: { version },
  });
  return committed.kind === 'committed' ? decided(done({ version })) : CONFLICT;
}

/** As it is stored: bank accounts without spaces, colours in lower case, empty texts as none. */
function tidied(change: ProfileChange): ProfileChange {
  const texts: { [name: string]: Profile[keyof Profile] | undefined } = {};
  for (const [name, value] of Object.entries(change)) {
    texts[name] = typeof value === 'string' && value.trim() === '' && NULLABLE.has(name) ? null : value;
  }
  const { bankAccounts, brandColor } = change;
  return {
    ...texts,
    ...(bankAccounts !== undefined && { bankAccounts: bankAccounts.map(tidyAccount) }),
    ...(brandColor !== undefined && { brandColor: brandColor.toLowerCase() }),
  };
}

const NULLABLE: ReadonlySet<string> = new Set([
  'taxId',
  'replyTo',
  'telephone',
  'website',
  'logoUrl',
  'footer',
  'bankDetails',
  'creditNotePrefix',
]);
