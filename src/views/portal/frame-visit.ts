import type { MerchantView } from '../../domain/invoice/view.ts';

/** Who is signed in, as far as a page shows it. */
export type FrameVisit = {
  readonly personEmail: string | null;
  readonly csrf: string;
  readonly customer: { readonly name: string; readonly paidBy?: string | null };
  readonly merchant: MerchantView;
  readonly choices: number;
  /** Whether they may change their own billing details. */
  readonly mayEditDetails?: boolean;
  /** Whether any billing schedule is theirs. */
  readonly hasSchedules?: boolean;
};
