import type { merchants } from '../../db/schema/index.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { seriesOn, startsEveryYear } from '../../domain/profile/number-prefix.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import { profileOf } from '../facts/profile.ts';

type Merchant = typeof merchants.$inferSelect;

/** The profile as the API shows it. */
export type ProfileResource = {
  readonly object: 'business_profile';
  readonly version: number;
  readonly profile: Profile;
  /** Of the caller's mode: test and live invoices are numbered apart. */
  readonly numbering: {
    readonly series: string;
    readonly nextNumber: number;
    /** As the next invoice prints it. */
    readonly next: string;
    readonly startsEveryYear: boolean;
  };
};

/** The series that an invoice issued now is numbered in. */
export const presentSeries = ({ invoiceSeries, timeZone }: Merchant, now: number): string =>
  seriesOn(invoiceSeries, localDateAt(now, timeZone));

export function profileResource(merchant: Merchant, nextNumber: number, now: number): ProfileResource {
  const series = presentSeries(merchant, now);
  return {
    object: 'business_profile',
    version: merchant.profileVersion,
    profile: profileOf(merchant),
    numbering: {
      series,
      nextNumber,
      next: invoiceNumber({ series, numberValue: nextNumber }) ?? '',
      startsEveryYear: startsEveryYear(merchant.invoiceSeries),
    },
  };
}
