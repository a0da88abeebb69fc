import type { CollectPolicy, LinkStanding, MethodCard } from '../../domain/collection/types.ts';
import type { SettingsWriter } from './settings-writer.ts';

/** A method as it is listed. Instants in ms. */
export type ListedMethod = {
  readonly id: string;
  readonly card: MethodCard;
  readonly state: 'pending_verification' | 'usable' | 'unusable';
  readonly stateReason: string | null;
  readonly isRemoving: boolean;
  readonly isExpired: boolean;
  /** A card that expires soon or has expired: it can be replaced in one step. */
  readonly isEnding: boolean;
  readonly isDefault: boolean;
  /** When its last charge was declined, and it has not paid since. */
  readonly declinedAt: number | null;
  /** Others are charged before it, since it was declined. */
  readonly hasSteppedBack: boolean;
  /** A link kept it; it waits for a confirmation if somebody else paid. */
  readonly kept: { readonly payerEmail: string | null; readonly standing: LinkStanding } | null;
  readonly verification: {
    readonly setupId: string;
    readonly arrivesAt: number;
    readonly verifyBy: number;
  } | null;
};

export type SettingsView = {
  readonly isConnected: boolean;
  /** The account takes ACH debits. */
  readonly takesAch: boolean;
  readonly methods: readonly ListedMethod[];
  readonly ended: readonly {
    readonly card: MethodCard;
    readonly why: 'attempts_exceeded' | 'timed_out' | 'deposits_failed';
  }[];
  /** Invoices that could not be charged and can be paid now. Amounts in minor units. */
  readonly failed: readonly {
    readonly id: string;
    readonly number: string;
    readonly currency: string;
    /** What is asked for now. */
    readonly asked: number;
  }[];
  /** How many open invoices wait for the customer to say what becomes of them. */
  readonly waiting: number;
  /** When invoices are charged automatically, and whether the customer chose that. */
  readonly policy: CollectPolicy;
  readonly isOwnWord: boolean;
  /** The id of the set-up that a button begins, so that pressing it twice begins one. */
  readonly setupId: string;
  /** Why the last request was refused; null if it was not. */
  readonly refused: keyof SettingsWriter['own']['refused'] | null;
};
