import type { Statement } from '../../db/database.ts';
import { readDeclines, subjectId } from '../../db/queries/decline-counts.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { paymentBlocks } from '../../db/schema/index.ts';
import { endLinkPass } from '../../db/writes/link-pass.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import type { newBlock } from '../../domain/journal/merchant-entries.ts';
import {
  BLOCK_SUBJECTS,
  type BlockSubject,
  isBlocking,
  isEntranceBlocked,
  isTesting,
  LIMITS,
  PASS,
} from '../../domain/payment/card-testing.ts';
import type { Read } from '../../domain/shape.ts';
import { CONFLICT, type Context, commitChange, decided, newId, retryOnConflict } from '../core/context.ts';
import { allOf, businessRecipients, customerMessageRows, type MessageRows } from '../core/queue-message.ts';
import { countedFor } from './count-declines.ts';

/** A business is mailed once in this time, and once more where all its links are blocked. */
const TOLD_FOR_MS = 24 * 3_600_000;

type NewBlock = Read<typeof newBlock>;

/**
 * Blocks whatever sees too many refused cards now, and answers whether the payment's entrance is blocked. The block, its
 * entry and the mail to the business are one commit.
 */
export async function blockIfTesting(ctx: Context, snapshot: PaymentSnapshot): Promise<boolean> {
  const of = countedFor(snapshot);
  const { merchantId, livemode } = of;
  const stream = { type: 'merchant', id: merchantId } as const;
  return retryOnConflict(ctx, async () => {
    const at = ctx.now();
    const { head, standing, told, counted, pass } = await readDeclines(ctx.db, of, at);
    const isUsedUp = pass.declines >= PASS.declines;
    // What was given to a person is not a tester's: it ends with the cards that it was for.
    if (isUsedUp && pass.until > at && of.invoiceId !== null) await endLinkPass(ctx.db, of.invoiceId);
    const passedUntil = isUsedUp ? null : pass.until;
    const blocking = standing.filter((block) => isBlocking(block, at));
    const blocks = BLOCK_SUBJECTS.flatMap((subject): NewBlock[] => {
      const id = subjectId(subject, of);
      const isBlocked = blocking.some(({ subjectType }) => subjectType === subject);
      if (id === null || isBlocked || !isTesting(subject, counted)) return [];
      const until = at + LIMITS[subject].lastsMs;
      return [{ id: newId(ctx, 'blk'), subject, subjectId: id, declines: counted[subject], until }];
    });
    const [first] = blocks;
    const after = [
      ...blocking.map(({ subjectType: subject, until, releasedAt }) => ({
        subject,
        until,
        releasedAt,
        passedUntil,
      })),
      ...blocks.map(({ subject, until }) => ({ subject, until, releasedAt: null, passedUntil })),
    ];
    if (first === undefined) return decided(isEntranceBlocked(snapshot.payment.via, after, at));
    const tellOf = whichToTell(blocks, told, at);
    const mail = tellOf === undefined ? allOf([]) : mailAbout(ctx, snapshot, tellOf, at);
    const committed = await commitChange(ctx, {
      merchantId,
      commandId: `card_testing/${first.id}`,
      at,
      appends: [{ stream, head, type: 'card_testing_blocked', data: { blocks } }],
      rows: [
        ...blocks.map((block) =>
          blockRow(ctx, block, { merchantId, livemode, at, isTold: block === tellOf }),
        ),
        ...mail.rows,
      ],
      effects: mail.effects,
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    for (const { subject, subjectId: id, declines } of blocks) {
      ctx.log('card_testing', { subjectType: subject, subjectId: id, declines });
    }
    return decided(isEntranceBlocked(snapshot.payment.via, after, at));
  });
}

/** The widest block, unless the business was mailed of late; that all its links are blocked is told all the same. */
const whichToTell = (
  blocks: readonly NewBlock[],
  told: readonly { readonly subject: BlockSubject; readonly at: number | null }[],
  at: number,
): NewBlock | undefined => {
  const ofLate = told.filter((last) => (last.at ?? 0) > at - TOLD_FOR_MS);
  return blocks.findLast(({ subject }) =>
    subject === 'business' ? ofLate.every((last) => last.subject !== subject) : ofLate.length === 0,
  );
};

type Placed = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly at: number;
  readonly isTold: boolean;
};

function blockRow(
  ctx: Context,
  { id, subject, subjectId: of, declines, until }: NewBlock,
  { merchantId, livemode, at, isTold }: Placed,
): Statement {
  const released = { releasedAt: null, releasedBy: null, releaseReason: null };
  // An earlier mail is remembered: it is what keeps the next one from being sent too soon.
  const said = { id, declines, since: at, until, ...released, ...(isTold && { toldAt: at }) };
  return ctx.db
    .insert(paymentBlocks)
    .values({ ...said, merchantId, livemode, subjectType: subject, subjectId: of })
    .onConflictDoUpdate({
      target: [paymentBlocks.subjectType, paymentBlocks.subjectId, paymentBlocks.livemode],
      set: said,
    });
}

function mailAbout(ctx: Context, snapshot: PaymentSnapshot, block: NewBlock, at: number): MessageRows {
  const { merchant, customer, targets } = snapshot;
  const [target] = targets;
  return customerMessageRows(ctx, at, {
    merchantId: merchant.id,
    customerId: customer.id,
    cause: `card_testing/${block.id}`,
    recipients: businessRecipients(merchant),
    message: {
      template: 'card_testing_business',
      subject: block.subject,
      number: target === undefined ? null : invoiceNumber(target.invoice),
      declines: block.declines,
      until: block.until,
    },
  });
}
