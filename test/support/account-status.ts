import type { AccountStatus } from '../../src/domain/account/status.ts';

/** An account that lacks nothing. */
export const READY_ACCOUNT: AccountStatus = {
  accountId: 'acct_1',
  name: 'Northwind',
  country: 'US',
  currency: 'USD',
  chargesEnabled: true,
  payoutsEnabled: true,
  detailsSubmitted: true,
  card: 'active',
  ach: 'active',
  requirements: [],
  disabledReason: null,
  feesPayer: 'account',
  endpoints: null,
};
