import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import { openPortalFor } from '../../../operations/portal/open-for-customer.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { byId } from '../schemas/lists.ts';

const portalSession = z
  .strictObject({
    object: z.literal('portal_session'),
    customerId: z.string().openapi({ example: 'cus_01k0examp1ey4h7m3pzxq8w5rt' }),
    url: z.string().openapi({
      format: 'uri',
      description: 'Send the user there. It signs in once, in any browser: do not share it with anyone else.',
    }),
    expiresAt: z
      .string()
      .openapi({ format: 'date-time', description: 'The URL works until then: 15 minutes.' }),
  })
  .openapi('PortalSession');

/** `POST /customers/{id}/portal-sessions`: the business opens the portal for a user whom it has signed in itself. */
export const openPortal = endpoint(
  {
    method: 'post',
    path: '/customers/{id}/portal-sessions',
    operationId: 'openCustomerPortal',
    tag: 'Customers',
    summary: 'Open the customer portal for a user',
    description:
      'Makes a URL that opens the portal for this customer alone, without a sign-in link by email: for your own application, whose users are signed in already. The URL works once and for 15 minutes; it shows one button, so that whatever follows links ahead of the user does not use it up. Revoking the API key ends what it opened at once.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    status: 201,
    answer: portalSession,
    refuses: ['not_found', 'customer_erased'],
  },
  async ({ ctx, caller: { scope, apiKeyId }, command: { seed }, params: { id } }) => {
    const opened = await openPortalFor(ctx, { scope, customerId: id, signInId: `sgn_${seed}`, apiKeyId });
    return mapDone(opened, ({ url, expiresAt }) => ({
      object: 'portal_session' as const,
      customerId: id,
      url,
      expiresAt: new Date(expiresAt).toISOString(),
    }));
  },
);
