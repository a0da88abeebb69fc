import type { FailureSentences } from '../en/failures.ts';

/** Why a payment failed, in French. */
export const failures: FailureSentences = {
  fallback:
    'Le paiement a été refusé. Veuillez essayer avec une autre carte ou un autre compte, ou interroger votre banque.',
  noReason: 'Votre banque a refusé le paiement sans en donner la raison. Veuillez la contacter.',
  notEnoughMoney: 'Selon votre banque, la provision était insuffisante.',
  expired: 'Votre carte a expiré.',
  cardNotValid: 'La carte ou son compte n’est pas valide. Votre banque peut vous en dire plus.',
  cardReplaced: 'La carte ou son compte n’est plus valide. Votre banque peut vous en dire plus.',
  notForThis: 'Votre carte ne peut pas être utilisée pour ce paiement. Votre banque peut vous dire pourquoi.',
  wrongCurrency: 'Votre carte ou votre compte ne peut pas être utilisé pour des paiements dans cette devise.',
  wrongNumber: 'Le numéro de carte est incorrect.',
  wrongCode: 'Le code de sécurité de la carte est incorrect.',
  wrongExpiry: 'La date d’expiration de la carte est incorrecte.',
  wrongAddress: 'L’adresse de facturation ne correspond pas à la carte.',
  wrongPostalCode: 'Le code postal ne correspond pas à la carte.',
  wrongPin: 'Le code PIN est incorrect.',
  pinNeeded:
    'Votre carte demande un code PIN, qui ne peut pas être saisi ici. Veuillez en utiliser une autre.',
  pinBlocked: 'Un code PIN incorrect a été saisi trop de fois. Veuillez utiliser une autre carte.',
  duplicate:
    'Le même montant vient d’être payé avec la même carte. Veuillez vérifier avant de payer une seconde fois.',
  stopped:
    'Ce paiement a été bloqué auprès de votre banque. Veuillez contacter votre banque ou utiliser une autre carte.',
  overLimit:
    'Le paiement dépasse un plafond de votre carte ou de votre compte. Votre banque peut vous en dire plus.',
  amountNotAllowed: 'Votre banque n’autorise pas un paiement de ce montant. Veuillez la contacter.',
  amountNotPossible: 'Un tel montant ne peut pas être payé avec cette carte ou ce compte.',
  confirm:
    'Votre banque vous demande de confirmer le paiement. Veuillez réessayer et le confirmer lorsque cela vous est demandé.',
  notConfirmed: 'Le paiement n’a pas été confirmé auprès de votre banque.',
  cannotConfirm:
    'Votre banque demande une confirmation que cette carte ne permet pas. Veuillez en utiliser une autre.',
  bankTryLater: 'Votre banque n’a pas pu traiter le paiement à ce moment-là.',
  bankUnreachable: 'Votre banque n’a pas pu être jointe.',
  notProcessed: 'Le paiement n’a pas pu être traité à ce moment-là.',
  notInTime: 'Le paiement n’a pas été finalisé à temps.',
  cancelled: 'Le paiement a été annulé avant d’être finalisé.',
  notYourSide: 'Le paiement n’a pas pu être traité. Votre carte et votre compte ne sont pas en cause.',
  declinedTooOften:
    'Cette carte a été refusée trop de fois. Veuillez réessayer demain ou en utiliser une autre.',
  detailsMissing:
    'Votre banque a besoin de vos coordonnées de facturation complètes. Veuillez réessayer et les saisir.',
  methodGone: 'La carte ou le compte enregistré ne peut plus être utilisé. Veuillez en utiliser un autre.',
  mandateNeeded:
    'Votre banque a besoin d’une nouvelle autorisation de votre part. Veuillez réessayer et la donner.',
  testCard: 'Une carte de test a été utilisée. Veuillez en utiliser une vraie.',
  liveCardInTest: 'Une vraie carte a été utilisée\u00a0; seules les cartes de test sont acceptées ici.',
  accountClosed: 'Le compte bancaire est clôturé. Veuillez en utiliser un autre.',
  accountFrozen: 'Le compte bancaire est bloqué. Votre banque peut vous en dire plus.',
  accountMoved: 'Le compte bancaire a été transféré dans une autre banque. Veuillez en utiliser un autre.',
  accountNotFound: 'Votre banque n’a pas trouvé le compte.',
  accountWrong: 'Le numéro de compte bancaire est incorrect.',
  routingWrong: 'Le numéro d’acheminement (routing number) de la banque est incorrect.',
  noDebits: 'Votre banque n’autorise pas les prélèvements sur ce compte. Veuillez en utiliser un autre.',
  notAuthorised:
    'Selon votre banque, le prélèvement n’était pas autorisé. Veuillez contacter votre banque ou payer autrement.',
  notVerified: 'Le compte bancaire n’est pas encore vérifié.',
  depositAmountsWrong: 'Les montants saisis ne correspondent pas aux deux dépôts de test.',
  depositCodeWrong: 'Le code saisi ne correspond pas au dépôt de test.',
  depositsTooOften:
    'Des montants incorrects ont été saisis trop de fois pour les dépôts de test. Veuillez utiliser un autre compte.',
  depositsTooLate: 'Le compte bancaire n’a pas été vérifié à temps.',
};
