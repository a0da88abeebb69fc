import { mergeMetadata } from '../core/metadata.ts';
import type { Scope } from '../core/scope.ts';
import { brandingOf } from './branding.ts';
import type { SessionInput } from './session-params.ts';

/** The fields of a session in `payment` mode, with those that this sandbox never fills. */
export function baseSession(scope: Scope, id: string, input: SessionInput) {
  const saved = input.saved_payment_method_options;
  return {
    id,
    object: 'checkout.session' as const,
    adaptive_pricing: { enabled: input.adaptive_pricing?.enabled ?? true },
    after_expiration: null,
    allow_promotion_codes: null,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    branding_settings: brandingOf(scope, input),
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: scope.now(),
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: input.custom_text?.after_submit ?? null,
      shipping_address: input.custom_text?.shipping_address ?? null,
      submit: input.custom_text?.submit ?? null,
      terms_of_service_acceptance: input.custom_text?.terms_of_service_acceptance ?? null,
    },
    customer_account: null,
    customer_creation: input.customer === undefined ? (input.customer_creation ?? 'if_required') : null,
    customer_email: input.customer_email ?? null,
    discounts: [],
    integration_identifier: null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    locale: input.locale ?? null,
    managed_payments: null,
    metadata: mergeMetadata({}, input.metadata),
    mode: 'payment' as const,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required' as const,
    payment_method_configuration_details: null,
    payment_status: 'unpaid' as const,
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options:
      saved || input.customer !== undefined
        ? {
            allow_redisplay_filters: saved?.allow_redisplay_filters ?? (['always'] as const).slice(),
            payment_method_remove: saved?.payment_method_remove ?? ('disabled' as const),
            payment_method_save: saved?.payment_method_save ?? null,
          }
        : null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open' as const,
    submit_type: input.submit_type ?? null,
    subscription: null,
    success_url: input.success_url ?? null,
    ui_mode: 'hosted_page' as const,
    url: `${scope.baseUrl}/c/pay/${id}`,
    wallet_options: null,
  };
}
