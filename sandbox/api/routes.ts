import { accountRoutes } from '../accounts/routes.ts';
import { checkoutRoutes } from '../checkout/routes.ts';
import { customerRoutes } from '../customers/routes.ts';
import { disputeRoutes } from '../disputes/routes.ts';
import { chargeRoutes } from '../payments/charge-routes.ts';
import { intentRoutes } from '../payments/intent-routes.ts';
import { methodRoutes } from '../payments/method-routes.ts';
import { refundRoutes } from '../refunds/routes.ts';
import { endpointRoutes } from '../webhooks/endpoint-routes.ts';
import { eventRoutes } from '../webhooks/event-routes.ts';
import type { Route } from './route.ts';

/** Every operation that the sandbox mirrors. A new resource adds its list here. */
export const ROUTES: Route[] = [
  ...accountRoutes,
  ...chargeRoutes,
  ...checkoutRoutes,
  ...customerRoutes,
  ...disputeRoutes,
  ...endpointRoutes,
  ...eventRoutes,
  ...intentRoutes,
  ...methodRoutes,
  ...refundRoutes,
];
