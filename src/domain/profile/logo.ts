/** An uploaded logo: what was checked of it. Its bytes are stored by business and hash. */
export type Logo = {
  /** SHA-256 of the bytes as they are stored and served, hexadecimal. */
  readonly hash: string;
  readonly type: LogoType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
};

export type LogoType = 'image/png' | 'image/jpeg';
