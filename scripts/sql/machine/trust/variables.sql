    trusted_roles pg_catalog.oid[];
    untrusted pg_catalog.text;
