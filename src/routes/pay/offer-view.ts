import type { MethodCard } from '../../domain/collection/types.ts';
import type { MethodView } from '../../domain/invoice/view.ts';
import type { LinkOffer, SavedMethod } from '../../operations/checkout/offer-method.ts';
import type { Visit } from '../../operations/facts/visit.ts';
import type { ShownInvoice } from '../../operations/resources/show-invoice.ts';
import type { OfferView, SavedView } from '../../views/components/saved-methods.ts';
import { askedAmount } from '../../views/instalments.ts';

export const methodView = (card: MethodCard): MethodView =>
  card.kind === 'other' ? { kind: 'other', label: card.type } : card;

export const savedView = ({ methodId, card, isDefault }: SavedMethod): SavedView => ({
  methodId,
  method: methodView(card),
  isDefault,
  expires: card.kind === 'card' ? { month: card.expMonth, year: card.expYear } : null,
});

/**
 * Methods on file as a link's page shows them. Signed in, their buttons are those of the portal, with the session's
 * token; by link they post to the link itself, with the version that was shown.
 */
export function offerView(
  offer: LinkOffer,
  shown: Pick<ShownInvoice, 'id' | 'version' | 'view'>,
  at: { readonly viewer: Visit | null; readonly appUrl: string; readonly action: string },
): OfferView {
  const methods = offer.methods.map(savedView);
  // What is charged is what its button shows.
  const said = (name: string): Readonly<Record<string, string>> =>
    shown.view.plan == null ? {} : { [name]: String(askedAmount(shown.view)) };
  if (offer.to === 'owner' && at.viewer !== null) {
    const fields = {
      csrf: at.viewer.csrf,
      invoice: `${shown.id}.${shown.version}`,
      ...said(`asked.${shown.id}`),
    };
    return { methods, action: `${at.appUrl}/portal/pay`, fields, isSignedIn: true };
  }
  return {
    methods,
    action: at.action,
    fields: { version: String(shown.version), ...said('amount') },
    isSignedIn: false,
  };
}
