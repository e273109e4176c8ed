import {
  allowed,
  always,
  both,
  denied,
  depends,
  type Case,
  type Declared,
  type EnforcementName,
  type Expected,
} from "./case";

/* The Sids of the bucket policy, written out by hand: the judge does not read them from the builder. */
const OTHER_KEY = "DenyUploadIfNotSSEKMSEncrypted";
const OTHER_ALGORITHM = "DenyOtherEncryptionAlgorithms";
const CUSTOMER_KEY = "DenyCustomerProvidedKeys";
const REENCRYPTION = "DenyReencryptionUnderOtherKeys";
const NO_HEADER = "DenyMissingEncryptionHeader";
const NO_KEY_ID = "DenyUndeclaredKey";
const PLAIN_HTTP = "DenyInsecureTransport";
const OLD_TLS = "DenyOutdatedTls";
const BLOCKED = "BlockedEncryptionTypes";

type Expectations = Record<EnforcementName, Expected>;

/** Nothing declared: the bucket's default supplies the key, and only under H1 does the policy get to see it. */
const SILENT: Expectations = {
  EffectiveKey: depends(allowed(), denied(OTHER_KEY)),
  RequireHeaders: depends(denied(NO_HEADER), denied(NO_HEADER, OTHER_KEY)),
  DeclaredKeyOnly: both(allowed()),
  DefaultOnly: both(allowed()),
};

const DECLARED_RIGHT = always(both(allowed()));

/** The right key under another name: under H1 S3 resolves it to the ARN, under H2 the policy compares what was sent. */
const DECLARED_BY_OTHER_NAME: Expectations = {
  EffectiveKey: depends(allowed(), denied(OTHER_KEY)),
  RequireHeaders: depends(allowed(), denied(OTHER_KEY)),
  DeclaredKeyOnly: depends(allowed(), denied(OTHER_KEY)),
  DefaultOnly: both(allowed()),
};

const DECLARED_SSE_S3: Expectations = {
  EffectiveKey: both(denied(OTHER_KEY, OTHER_ALGORITHM)),
  RequireHeaders: both(denied(OTHER_KEY, OTHER_ALGORITHM)),
  DeclaredKeyOnly: both(denied(OTHER_ALGORITHM)),
  DefaultOnly: both(allowed("SSE-S3")),
};

const DECLARED_OTHER_KEY: Expectations = {
  EffectiveKey: both(denied(OTHER_KEY)),
  RequireHeaders: both(denied(OTHER_KEY)),
  DeclaredKeyOnly: both(denied(OTHER_KEY)),
  DefaultOnly: both(allowed("another key")),
};

/** A part carries no encryption headers; whether S3 judges it by its upload's is not documented. */
const PART_OF_DECLARED: Expectations = {
  EffectiveKey: depends(allowed(), denied(OTHER_KEY)),
  RequireHeaders: depends(allowed(), denied(NO_HEADER, OTHER_KEY)),
  DeclaredKeyOnly: both(allowed()),
  DefaultOnly: both(allowed()),
};

const RIGHT: Declared = { algorithm: "own", key: "arn" };
const PARTS = "AWS does not say whether a part is judged by its upload's encryption or by what it carries";
const RESOLVED = "AWS does not say whether the policy sees an id or alias resolved to the key's ARN";

const WAYS_TO_UPLOAD = [
  { operation: "PutObject", name: "put", title: "upload" },
  { operation: "CopyObject", name: "copy", title: "copy into the bucket" },
  { operation: "PostObject", name: "post", title: "browser form upload (POST)" },
  { operation: "CreateMultipartUpload", name: "multipart-create", title: "multipart upload, start" },
] as const;

/** What an upload can say about encryption, by every way there is to upload. */
export const UPLOAD_CASES: Case[] = [
  ...WAYS_TO_UPLOAD.flatMap(({ operation, name, title }): Case[] => [
    {
      name: `${name}-silent`,
      description: `${title}, no encryption named`,
      request: { operation, by: "writer" },
      expected: SILENT,
    },
    {
      name: `${name}-key-arn`,
      description: `${title}, naming the key by its ARN`,
      request: { operation, by: "writer", says: RIGHT },
      expected: DECLARED_RIGHT,
    },
    {
      name: `${name}-aes256`,
      description: `${title}, naming AES256 (SSE-S3)`,
      request: { operation, by: "writer", says: { algorithm: "AES256" } },
      expected: DECLARED_SSE_S3,
    },
    {
      name: `${name}-another-key`,
      description: `${title}, naming another key of the account`,
      request: { operation, by: "writer", says: { algorithm: "own", key: "another" } },
      expected: DECLARED_OTHER_KEY,
    },
  ]),
  {
    name: "put-foreign-key",
    description: "upload, naming a key of another account",
    request: { operation: "PutObject", by: "writer", says: { algorithm: "own", key: "foreign" } },
    expected: DECLARED_OTHER_KEY,
  },
  {
    name: "put-key-id",
    description: "upload, naming the key by its bare id",
    request: { operation: "PutObject", by: "writer", says: { algorithm: "own", key: "id" } },
    expected: DECLARED_BY_OTHER_NAME,
    restsOn: RESOLVED,
  },
  {
    name: "put-key-alias",
    description: "upload, naming the key by its alias ARN",
    request: { operation: "PutObject", by: "writer", says: { algorithm: "own", key: "alias" } },
    expected: DECLARED_BY_OTHER_NAME,
    restsOn: RESOLVED,
  },
  {
    name: "put-no-key",
    description: "upload, naming the KMS algorithm but no key (S3 takes the AWS managed key)",
    request: { operation: "PutObject", by: "writer", says: { algorithm: "own" } },
    expected: {
      EffectiveKey: both(denied(OTHER_KEY)),
      RequireHeaders: both(denied(OTHER_KEY)),
      DeclaredKeyOnly: depends(denied(OTHER_KEY), denied(NO_KEY_ID)),
      DefaultOnly: both(allowed("the AWS managed key")),
    },
  },
  {
    name: "put-other-kms-algorithm",
    description: "upload, naming the other KMS algorithm (DSSE for SSE-KMS and the reverse) with the key",
    request: { operation: "PutObject", by: "writer", says: { algorithm: "other", key: "arn" } },
    expected: {
      EffectiveKey: both(denied(OTHER_ALGORITHM)),
      RequireHeaders: both(denied(OTHER_ALGORITHM)),
      DeclaredKeyOnly: both(denied(OTHER_ALGORITHM)),
      DefaultOnly: both(allowed("the key, other algorithm")),
    },
  },
  {
    name: "put-sse-c",
    description: "upload, under a key the customer provides (SSE-C)",
    request: { operation: "PutObject", by: "writer", says: { customerKey: true } },
    expected: {
      EffectiveKey: both(denied(CUSTOMER_KEY, OTHER_KEY, BLOCKED)),
      RequireHeaders: both(denied(CUSTOMER_KEY, OTHER_KEY, NO_HEADER, BLOCKED)),
      DeclaredKeyOnly: both(denied(CUSTOMER_KEY, BLOCKED)),
      DefaultOnly: both(denied(BLOCKED)),
    },
  },
  {
    name: "put-without-bucket-key",
    description: "upload, naming the key and declining the Bucket Key",
    request: { operation: "PutObject", by: "writer", says: { ...RIGHT, bucketKey: false } },
    expected: DECLARED_RIGHT,
    when: ({ encryption }) => encryption === "aws:kms",
  },
  {
    name: "part-of-silent",
    description: "multipart upload that named nothing, a part",
    request: { operation: "UploadPart", by: "writer", createdWith: {} },
    expected: SILENT,
    restsOn: PARTS,
  },
  {
    name: "part-of-key-arn",
    description: "multipart upload that named the key, a part",
    request: { operation: "UploadPart", by: "writer", createdWith: RIGHT },
    expected: PART_OF_DECLARED,
    restsOn: PARTS,
  },
  {
    name: "complete-silent",
    description: "multipart upload that named nothing, completion",
    request: { operation: "CompleteMultipartUpload", by: "writer", createdWith: {} },
    expected: SILENT,
    restsOn: PARTS,
  },
  {
    name: "complete-key-arn",
    description: "multipart upload that named the key, completion",
    request: { operation: "CompleteMultipartUpload", by: "writer", createdWith: RIGHT },
    expected: PART_OF_DECLARED,
    restsOn: PARTS,
  },
];

const REENCRYPT =
  "AWS does not say whether a re-encryption is also judged as s3:PutObject, nor by which context keys";

/** Changing what is stored, or what an upload meets when the bucket's default was changed by somebody. */
export const CHANGE_CASES: Case[] = [
  {
    name: "reencrypt-key-arn",
    description: "re-encrypt a stored object under the key",
    request: { operation: "UpdateObjectEncryption", by: "writer", says: RIGHT },
    expected: DECLARED_RIGHT,
    restsOn: REENCRYPT,
  },
  {
    name: "reencrypt-another-key",
    description: "re-encrypt a stored object under another key",
    request: {
      operation: "UpdateObjectEncryption",
      by: "writer",
      says: { algorithm: "own", key: "another" },
    },
    expected: reencrypted(allowed("another key")),
    restsOn: REENCRYPT,
  },
  {
    name: "reencrypt-sse-s3",
    description: "re-encrypt a stored object to SSE-S3",
    request: { operation: "UpdateObjectEncryption", by: "writer", says: { algorithm: "AES256" } },
    expected: reencrypted(allowed("SSE-S3")),
    restsOn: REENCRYPT,
  },
  {
    name: "drift-sse-s3-silent",
    description: "bucket default changed to SSE-S3; upload, no encryption named",
    request: { operation: "PutObject", by: "writer", drift: "SSE-S3" },
    expected: {
      EffectiveKey: both(denied(OTHER_KEY)),
      RequireHeaders: both(denied(OTHER_KEY, NO_HEADER)),
      DeclaredKeyOnly: both(allowed("SSE-S3")),
      DefaultOnly: both(allowed("SSE-S3")),
    },
  },
  {
    name: "drift-another-key-silent",
    description: "bucket default changed to another key; upload, no encryption named",
    request: { operation: "PutObject", by: "writer", drift: "another key" },
    expected: {
      EffectiveKey: both(denied(OTHER_KEY)),
      RequireHeaders: both(denied(OTHER_KEY, NO_HEADER)),
      DeclaredKeyOnly: depends(denied(OTHER_KEY), allowed("another key")),
      DefaultOnly: both(allowed("another key")),
    },
  },
  {
    name: "drift-sse-s3-key-arn",
    description: "bucket default changed to SSE-S3; upload, naming the key by its ARN",
    request: { operation: "PutObject", by: "writer", drift: "SSE-S3", says: RIGHT },
    expected: DECLARED_RIGHT,
  },
];

function reencrypted(byDefaultOnly: ReturnType<typeof allowed>): Expectations {
  return { ...always(both(denied(REENCRYPTION))), DefaultOnly: both(byDefaultOnly) };
}

/** How the request travels. All name the right key, so that nothing but the transport can refuse them. */
export const TRANSPORT_CASES: Case[] = (
  [
    { transport: "plain HTTP", name: "plain-http", by: PLAIN_HTTP },
    { transport: "TLS 1.1", name: "tls-1-1", by: OLD_TLS },
  ] as const
).flatMap(({ transport, name, by }): Case[] => [
  {
    name: `put-${name}`,
    description: `upload over ${transport}, naming the key`,
    request: { operation: "PutObject", by: "writer", says: RIGHT, transport },
    expected: always(both(denied(by))),
  },
  {
    name: `read-${name}`,
    description: `download over ${transport}`,
    request: { operation: "GetObject", by: "writer", transport },
    expected: always(both(denied(by))),
  },
  {
    name: `list-${name}`,
    description: `list the bucket over ${transport}`,
    request: { operation: "ListObjectsV2", by: "writer", transport },
    expected: always(both(denied(by))),
  },
]);
