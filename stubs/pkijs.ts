/**
 * What the PDF library imports of pkijs, which it signs documents with. Ours are not signed, so neither pkijs nor
 * asn1js is in the bundle. The library extends `CryptoEngine` when it is loaded; the rest is reached by signing.
 */
import { absent, NotInTheBundle } from './not-in-the-bundle.ts';

export {
  NotInTheBundle as AlgorithmIdentifier,
  NotInTheBundle as Attribute,
  NotInTheBundle as BasicOCSPResponse,
  NotInTheBundle as CRLDistributionPoints,
  NotInTheBundle as Certificate,
  NotInTheBundle as ContentInfo,
  NotInTheBundle as CryptoEngine,
  NotInTheBundle as EncapsulatedContentInfo,
  NotInTheBundle as EncryptedContentInfo,
  NotInTheBundle as GeneralName,
  NotInTheBundle as GeneralNames,
  NotInTheBundle as InfoAccess,
  NotInTheBundle as IssuerAndSerialNumber,
  NotInTheBundle as IssuerSerial,
  NotInTheBundle as OCSPResponse,
  NotInTheBundle as PFX,
  NotInTheBundle as PrivateKeyInfo,
  NotInTheBundle as SignedAndUnsignedAttributes,
  NotInTheBundle as SignedData,
  NotInTheBundle as SignerInfo,
};

export const engine = null;
export const createCMSECDSASignature = absent;
export const getCrypto = absent;
export const setEngine = absent;
