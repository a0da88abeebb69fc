import type { merchants } from '../../db/schema/index.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { colourRemark } from '../../domain/profile/colour.ts';
import { startsEveryYear } from '../../domain/profile/number-prefix.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import type { Numbered } from '../../domain/profile/series.ts';
import { whyNoSwissCode } from '../../domain/profile/swiss-code.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import { profileOf } from '../facts/profile.ts';
import { prefixFor, presentSeries } from '../facts/series.ts';

type Merchant = typeof merchants.$inferSelect;

/** The profile as the API shows it. */
export type ProfileResource = {
  readonly object: 'business_profile';
  readonly version: number;
  readonly profile: Profile;
  /** What is allowed, and should be known to whoever sets it. */
  readonly remarks: readonly FieldProblem[];
  /** Of the caller's mode: test and live invoices are numbered apart. */
  readonly numbering: Numbering & { readonly creditNotes: Numbering };
};

/** How one kind of document is numbered now. */
type Numbering = {
  readonly series: string;
  readonly nextNumber: number;
  /** As the next document prints it. */
  readonly next: string;
  readonly startsEveryYear: boolean;
};

type NextNumbers = Readonly<Record<Numbered, number>>;

export function profileResource(merchant: Merchant, nextNumbers: NextNumbers, now: number): ProfileResource {
  const numberingOf = (kind: Numbered): Numbering => {
    const series = presentSeries(kind, merchant, now);
    const nextNumber = nextNumbers[kind];
    return {
      series,
      nextNumber,
      next: invoiceNumber({ series, numberValue: nextNumber }) ?? '',
      startsEveryYear: startsEveryYear(prefixFor(kind, merchant)),
    };
  };
  const remark = colourRemark(merchant.brandColor);
  const profile = profileOf(merchant);
  return {
    object: 'business_profile',
    version: merchant.profileVersion,
    profile,
    remarks: [
      ...(remark === null ? [] : [{ path: 'brandColor', message: remark }]),
      ...profile.bankAccounts.flatMap((account, index) => {
        const why = whyNoSwissCode(account, profile.address);
        return why === null ? [] : [{ path: `bankAccounts.${index}`, message: why }];
      }),
    ],
    numbering: { ...numberingOf('invoice'), creditNotes: numberingOf('credit_note') },
  };
}
