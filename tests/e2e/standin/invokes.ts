import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Properties } from "./properties";
import type { Session } from "./session";

/** The three data sources an AWS program asks for most; any other is an error by name. */
export async function invoke(session: Session, token: string, args: Properties): Promise<Properties> {
  const { region, sts } = session.clients(args["region"]);
  switch (token) {
    case "aws:index/getCallerIdentity:getCallerIdentity": {
      const who = await sts.send(new GetCallerIdentityCommand({}));
      return { id: who.Account, accountId: who.Account, arn: who.Arn, userId: who.UserId };
    }
    case "aws:index/getRegion:getRegion":
      return {
        id: region,
        region,
        name: region,
        description: region,
        endpoint: `ec2.${region}.amazonaws.com`,
      };
    case "aws:index/getPartition:getPartition": {
      const china = region.startsWith("cn-");
      const partition = china ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
      const dnsSuffix = china ? "amazonaws.com.cn" : "amazonaws.com";
      return {
        id: partition,
        partition,
        dnsSuffix,
        reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
      };
    }
    default:
      throw new Error(`${token}: not known to the stand-in AWS provider (test equipment)`);
  }
}
