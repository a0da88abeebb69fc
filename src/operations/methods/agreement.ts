import type { Statement } from '../../db/database.ts';
import { type AgreementKind, agreements } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import type { ForCustomer } from './customer-scope.ts';

/** An agreement: the text as it was shown, and from where it was accepted. */
export type Agreed = {
  /** Which edition of the wording. */
  readonly version: string;
  readonly locale: string;
  readonly text: string;
  /** The address they were signed in with, or paid from; the customer's name if the business opened the portal. */
  readonly by: string;
  readonly ipAddress: string;
  readonly userAgent: string;
};

const MOST = 1000;

/** The row that keeps an agreement, word for word, for the commit that it allows. `at` in ms. */
export const agreementRow = (
  ctx: Context,
  who: ForCustomer,
  row: {
    readonly id: string;
    readonly kind: AgreementKind;
    readonly agreed: Agreed;
    readonly at: number;
  },
): Statement =>
  ctx.db.insert(agreements).values({
    id: row.id,
    merchantId: who.merchantId,
    customerId: who.customerId,
    kind: row.kind,
    version: row.agreed.version,
    locale: row.agreed.locale,
    text: row.agreed.text,
    agreedBy: row.agreed.by,
    ipAddress: row.agreed.ipAddress.slice(0, MOST),
    userAgent: row.agreed.userAgent.slice(0, MOST),
    agreedAt: row.at,
  });
