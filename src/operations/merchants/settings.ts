import type { merchants } from '../../db/schema/index.ts';
import type { AttachmentsBy } from '../../domain/attachment/delivery.ts';
import type { Cap } from '../../domain/collection/caps.ts';
import type { LinkKeeps } from '../../domain/collection/link-keeps.ts';
import type { CollectPolicy } from '../../domain/collection/types.ts';
import type { ContactsMail } from '../../domain/mail/contacts.ts';
import type { ScheduleRights } from '../../domain/schedule/rights.ts';

/** A merchant's collection settings, as they can be set. Days are whole days; the hour is local. */
export type CollectionSettings = {
  readonly policy: CollectPolicy;
  readonly hour: number;
  readonly noticeDays: number;
  readonly retryDays: readonly number[];
  readonly remindDays: readonly number[];
  readonly debitRefundDays: number;
  readonly paymentLinks: boolean;
  readonly partPayments: boolean;
  /** The least part, by currency. */
  readonly partMinimums: readonly Cap[];
  readonly publicSavedMethod: boolean;
  readonly linkKeeps: LinkKeeps;
  readonly receiptsBy: 'quittance' | 'stripe';
  readonly contactsMail: ContactsMail;
  readonly monthlyStatements: boolean;
  readonly attachmentsBy: AttachmentsBy;
  readonly customersEditDetails: boolean;
  readonly scheduleMails: boolean;
  readonly scheduleNoticeDays: number;
  readonly scheduleRights: ScheduleRights;
  /** The last day that the books are closed for: nothing is issued on it or before it. Null while none are. */
  readonly booksClosedUntil: string | null;
};

/** The settings as the API shows them. */
export type SettingsResource = CollectionSettings & {
  readonly object: 'collection_settings';
  readonly timeZone: string;
  readonly updatedAt: string;
};

/** A merchant's row → its settings. */
export const settingsOf = (merchant: typeof merchants.$inferSelect): CollectionSettings => ({
  policy: merchant.collectPolicy,
  hour: merchant.collectHour,
  noticeDays: merchant.noticeDays,
  retryDays: merchant.retryDays,
  remindDays: merchant.remindDays,
  debitRefundDays: merchant.debitRefundDays,
  paymentLinks: merchant.paymentLinks,
  partPayments: merchant.partPayments,
  partMinimums: merchant.partMinimums,
  publicSavedMethod: merchant.publicSavedMethod,
  linkKeeps: merchant.linkKeeps,
  receiptsBy: merchant.receiptsBy,
  contactsMail: merchant.contactsMail,
  monthlyStatements: merchant.monthlyStatements,
  attachmentsBy: merchant.attachmentsBy,
  customersEditDetails: merchant.customersEditDetails,
  scheduleMails: merchant.scheduleMails,
  scheduleNoticeDays: merchant.scheduleNoticeDays,
  scheduleRights: merchant.scheduleRights,
  booksClosedUntil: merchant.booksClosedUntil,
});

/** Settings → the columns they are stored in. */
export const settingsColumns = (settings: CollectionSettings) => {
  const { policy, hour, ...columns } = settings;
  return { ...columns, collectPolicy: policy, collectHour: hour };
};

export const settingsResource = (merchant: typeof merchants.$inferSelect): SettingsResource => ({
  object: 'collection_settings',
  ...settingsOf(merchant),
  timeZone: merchant.timeZone,
  updatedAt: new Date(merchant.updatedAt).toISOString(),
});
