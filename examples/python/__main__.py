import pulumi
from pulumi_encrypted_bucket import EncryptedBucket

reports = EncryptedBucket(
    "reports",
    enforcement="EffectiveKey",
    retention="Protect",
    key={
        "administrators": ["arn:aws:iam::123456789012:role/KeyAdministrator"],
        "users": ["arn:aws:iam::123456789012:role/ReportWriter"],
        "rotation_period_in_days": 180,
    },
    policy_statements=[
        {
            "sid": "DenyDeletesButByCleaner",
            "effect": "Deny",
            "actions": ["s3:DeleteObject"],
            "resources": ["*"],
            "conditions": {
                "ArnNotEquals": {
                    "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/Cleaner"]
                }
            },
        }
    ],
    abort_incomplete_multipart_upload_after_days=7,
    tags={"team": "reporting"},
)

pulumi.export("bucketName", reports.bucket_name)
pulumi.export("keyArn", reports.key_arn)
