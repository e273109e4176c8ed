/** A resource type as people write it: `aws:s3/bucket:Bucket` is `aws:s3:Bucket`. */
export function typeToken(type: string): string {
  const [pack = "", module = "", name] = type.split(":");
  if (name === undefined) return type;
  const [folder = "", file] = module.split("/");
  return file === undefined ? type : `${pack}:${folder}:${name}`;
}

/** The name at the end of a URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
