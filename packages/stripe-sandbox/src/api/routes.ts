import { accountRoutes } from '../accounts/routes.ts';
import { balanceRoutes } from '../balance/routes.ts';
import { catalogRoutes } from '../catalog/routes.ts';
import { pageRoutes } from '../checkout/page-routes.ts';
import { checkoutRoutes } from '../checkout/routes.ts';
import { accountLinkRoutes } from '../connect/account-links.ts';
import { accountV2Routes } from '../connect/accounts-v2.ts';
import { oauthRoutes } from '../connect/oauth-routes.ts';
import { customerRoutes } from '../customers/routes.ts';
import { taxIdRoutes } from '../customers/tax-id-routes.ts';
import { disputeRoutes } from '../disputes/routes.ts';
import { microdepositRoutes } from '../microdeposits/routes.ts';
import { chargeRoutes } from '../payments/charge-routes.ts';
import { intentRoutes } from '../payments/intent-routes.ts';
import { methodRoutes } from '../payments/method-routes.ts';
import { payoutRoutes } from '../payouts/routes.ts';
import { refundRoutes } from '../refunds/routes.ts';
import { searchRoutes } from '../search/routes.ts';
import { setupRoutes } from '../setups/routes.ts';
import { destinationRoutes } from '../webhooks/destination-routes.ts';
import { endpointRoutes } from '../webhooks/endpoint-routes.ts';
import { eventRoutes } from '../webhooks/event-routes.ts';
import type { Route } from './route.ts';

/** Every operation that the sandbox mirrors. A new resource adds its list here. */
export const ROUTES: Route[] = [
  // Before the resources, whose `:id` would take `search` for an id.
  ...searchRoutes,
  ...accountRoutes,
  ...accountLinkRoutes,
  ...accountV2Routes,
  ...destinationRoutes,
  ...balanceRoutes,
  ...catalogRoutes,
  ...chargeRoutes,
  ...checkoutRoutes,
  ...customerRoutes,
  ...disputeRoutes,
  ...endpointRoutes,
  ...eventRoutes,
  ...intentRoutes,
  ...methodRoutes,
  ...microdepositRoutes,
  ...oauthRoutes,
  ...pageRoutes,
  ...payoutRoutes,
  ...refundRoutes,
  ...setupRoutes,
  ...taxIdRoutes,
];
