import type { FailureSentences } from '../en/failures.ts';

/** Why a payment failed, in German. */
export const failures: FailureSentences = {
  fallback:
    'Die Zahlung wurde abgelehnt. Bitte versuchen Sie es mit einer anderen Karte oder einem anderen Konto, oder fragen Sie Ihre Bank.',
  noReason: 'Ihre Bank hat die Zahlung ohne Angabe von Gründen abgelehnt. Bitte fragen Sie dort nach.',
  notEnoughMoney: 'Laut Ihrer Bank war das Konto nicht ausreichend gedeckt.',
  expired: 'Ihre Karte ist abgelaufen.',
  cardNotValid: 'Die Karte oder das zugehörige Konto ist ungültig. Ihre Bank kann Ihnen mehr dazu sagen.',
  cardReplaced:
    'Die Karte oder das zugehörige Konto ist nicht mehr gültig. Ihre Bank kann Ihnen mehr dazu sagen.',
  notForThis:
    'Ihre Karte kann für diese Zahlung nicht verwendet werden. Ihre Bank kann Ihnen den Grund nennen.',
  wrongCurrency: 'Ihre Karte oder Ihr Konto kann für Zahlungen in dieser Währung nicht verwendet werden.',
  wrongNumber: 'Die Kartennummer stimmt nicht.',
  wrongCode: 'Der Sicherheitscode der Karte stimmt nicht.',
  wrongExpiry: 'Das Ablaufdatum der Karte stimmt nicht.',
  wrongAddress: 'Die Rechnungsadresse passt nicht zur Karte.',
  wrongPostalCode: 'Die Postleitzahl passt nicht zur Karte.',
  wrongPin: 'Die PIN stimmt nicht.',
  pinNeeded:
    'Ihre Karte verlangt eine PIN, die hier nicht eingegeben werden kann. Bitte verwenden Sie eine andere Karte.',
  pinBlocked: 'Die PIN wurde zu oft falsch eingegeben. Bitte verwenden Sie eine andere Karte.',
  duplicate:
    'Derselbe Betrag wurde kurz zuvor mit derselben Karte bezahlt. Bitte prüfen Sie das, bevor Sie noch einmal bezahlen.',
  stopped:
    'Diese Zahlung wurde bei Ihrer Bank gesperrt. Bitte wenden Sie sich an Ihre Bank oder verwenden Sie eine andere Karte.',
  overLimit:
    'Die Zahlung überschreitet ein Limit Ihrer Karte oder Ihres Kontos. Ihre Bank kann Ihnen mehr dazu sagen.',
  amountNotAllowed: 'Ihre Bank lässt eine Zahlung in dieser Höhe nicht zu. Bitte fragen Sie dort nach.',
  amountNotPossible: 'Ein solcher Betrag kann mit dieser Karte oder diesem Konto nicht bezahlt werden.',
  confirm:
    'Ihre Bank möchte, dass Sie die Zahlung bestätigen. Bitte versuchen Sie es erneut, und bestätigen Sie die Zahlung, wenn Sie danach gefragt werden.',
  notConfirmed: 'Die Zahlung wurde bei Ihrer Bank nicht bestätigt.',
  cannotConfirm:
    'Ihre Bank verlangt eine Bestätigung, die diese Karte nicht unterstützt. Bitte verwenden Sie eine andere Karte.',
  bankTryLater: 'Ihre Bank konnte die Zahlung in diesem Moment nicht ausführen.',
  bankUnreachable: 'Ihre Bank war nicht erreichbar.',
  notProcessed: 'Die Zahlung konnte in diesem Moment nicht ausgeführt werden.',
  notInTime: 'Die Zahlung wurde nicht rechtzeitig abgeschlossen.',
  cancelled: 'Die Zahlung wurde abgebrochen, bevor sie abgeschlossen war.',
  notYourSide:
    'Die Zahlung konnte nicht ausgeführt werden. Der Grund liegt nicht bei Ihrer Karte oder Ihrem Konto.',
  declinedTooOften:
    'Diese Karte wurde zu oft abgelehnt. Bitte versuchen Sie es morgen wieder oder verwenden Sie eine andere.',
  detailsMissing:
    'Ihre Bank benötigt Ihre vollständige Rechnungsadresse. Bitte versuchen Sie es erneut, und geben Sie sie ein.',
  methodGone:
    'Die gespeicherte Karte oder das gespeicherte Konto kann nicht mehr verwendet werden. Bitte verwenden Sie eine andere Karte oder ein anderes Konto.',
  mandateNeeded:
    'Ihre Bank benötigt eine neue Ermächtigung von Ihnen. Bitte versuchen Sie es erneut, und erteilen Sie sie dabei.',
  testCard: 'Es wurde eine Testkarte verwendet. Bitte verwenden Sie eine echte Karte.',
  liveCardInTest: 'Es wurde eine echte Karte verwendet; hier werden nur Testkarten angenommen.',
  accountClosed: 'Das Bankkonto ist aufgelöst. Bitte verwenden Sie ein anderes.',
  accountFrozen: 'Das Bankkonto ist gesperrt. Ihre Bank kann Ihnen mehr dazu sagen.',
  accountMoved: 'Das Bankkonto ist zu einer anderen Bank umgezogen. Bitte verwenden Sie ein anderes.',
  accountNotFound: 'Ihre Bank konnte das Konto nicht finden.',
  accountWrong: 'Die Kontonummer stimmt nicht.',
  routingWrong: 'Die Bankleitzahl (Routing Number) stimmt nicht.',
  noDebits: 'Ihre Bank lässt keine Lastschriften von diesem Konto zu. Bitte verwenden Sie ein anderes.',
  notAuthorised:
    'Laut Ihrer Bank war die Lastschrift nicht autorisiert. Bitte wenden Sie sich an Ihre Bank oder bezahlen Sie auf anderem Weg.',
  notVerified: 'Das Bankkonto ist noch nicht bestätigt.',
  depositAmountsWrong: 'Die eingegebenen Beträge stimmen nicht mit den beiden Testüberweisungen überein.',
  depositCodeWrong: 'Der eingegebene Code stimmt nicht mit der Testüberweisung überein.',
  depositsTooOften:
    'Die Testüberweisungen wurden zu oft falsch eingegeben. Bitte verwenden Sie ein anderes Konto.',
  depositsTooLate: 'Das Bankkonto wurde nicht rechtzeitig bestätigt.',
};
