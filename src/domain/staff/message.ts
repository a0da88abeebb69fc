import type { Requirement } from '../account/status.ts';
import type { StripesDecision, TroubleKind, Way } from '../account/trouble.ts';
import type { Role } from './roles.ts';
import type { TellingChange } from './telling.ts';

/** A message to whoever signs in for businesses; it is about none of their customers. */
export type StaffMessage =
  /** `signInId` (`sgn_…`) names the row of the mail; its link is made from it when it goes. */
  | { readonly template: 'staff_sign_in'; readonly signInId: string; readonly expiresAt: number }
  /** Says who invited, by their address; nobody where it was done on the command line. */
  | {
      readonly template: 'staff_invitation';
      readonly invitationId: string;
      readonly role: Role;
      readonly invitedBy: string | null;
      readonly expiresAt: number;
    }
  /** Stripe holds the business's account, or will: what does not work, and what Stripe wants by when. */
  | (OfAccount & {
      readonly template: 'staff_account_trouble';
      readonly trouble: TroubleKind;
      /** Ways to pay that worked before. */
      readonly lost: readonly Way[];
      readonly decision: StripesDecision | null;
    })
  /** The trouble is over; what Stripe still wants stands beside it. */
  | (OfAccount & { readonly template: 'staff_account_over' })
  /** Nothing gets through to the business's own system: it will be switched off, or was. */
  | {
      readonly template: 'staff_webhook';
      readonly kind: 'failing' | 'switched_off' | 'gone';
      readonly host: string;
      readonly since: number;
      /** When it's switched off, unless something gets through before. */
      readonly offAt: number;
    }
  /** Something was changed that decides who may sign in or where money goes. */
  | {
      readonly template: 'staff_changed';
      readonly change: TellingChange;
      /** Who did it, by address or name. */
      readonly by: string;
      readonly at: number;
    };

type OfAccount = {
  /** `acct_…`, and what its owner calls it. */
  readonly account: string;
  readonly name: string | null;
  readonly wants: readonly Requirement[];
};
