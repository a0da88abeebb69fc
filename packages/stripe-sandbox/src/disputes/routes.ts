import { z } from 'zod';
import { list } from '../api/list.ts';
import { boolean, created, emptyable, id, metadata, pagination } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { answerDispute } from './answer.ts';
import { decide } from './decide.ts';
import { getDispute } from './dispute.ts';

const listParams = z.strictObject({
  ...pagination,
  created,
  charge: id.optional(),
  payment_intent: id.optional(),
});

const text = emptyable(20_000).optional();
const evidence = {
  access_activity_log: text,
  billing_address: text,
  cancellation_policy: text,
  cancellation_policy_disclosure: text,
  cancellation_rebuttal: text,
  customer_communication: text,
  customer_email_address: text,
  customer_name: text,
  customer_purchase_ip: text,
  customer_signature: text,
  duplicate_charge_documentation: text,
  duplicate_charge_explanation: text,
  duplicate_charge_id: text,
  product_description: text,
  receipt: text,
  refund_policy: text,
  refund_policy_disclosure: text,
  refund_refusal_explanation: text,
  service_date: text,
  service_documentation: text,
  shipping_address: text,
  shipping_carrier: text,
  shipping_date: text,
  shipping_documentation: text,
  shipping_tracking_number: text,
  uncategorized_file: text,
  uncategorized_text: text,
};

export const disputeRoutes: Route[] = [
  route('GET', '/v1/disputes', listParams, (scope, params) => {
    const { charge, payment_intent: intent } = params;
    const index =
      charge !== undefined
        ? { name: 'charge', value: charge }
        : intent !== undefined
          ? { name: 'payment_intent', value: intent }
          : undefined;
    return list(scope, { kind: 'dispute', url: '/v1/disputes', index }, params);
  }),
  route('GET', '/v1/disputes/:id', z.strictObject({}), (scope, _params, id) => getDispute(scope, id)),
  route(
    'POST',
    '/v1/disputes/:id',
    z.strictObject({
      evidence: z.strictObject(evidence).optional(),
      metadata: metadata.optional(),
      submit: boolean.optional(),
    }),
    (scope, params, id) => answerDispute(scope, id, params),
  ),
  route('POST', '/v1/disputes/:id/close', z.strictObject({}), (scope, _params, id) =>
    decide(scope, id, 'lost'),
  ),
];
