    trusted_roles pg_catalog.oid[];
    untrusted pg_catalog.text;
    base_owner pg_catalog.oid;
    work_role pg_catalog.text;
