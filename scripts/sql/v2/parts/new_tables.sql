--@ The tables that V2 creates, in the order of their creation.
    new_tables constant pg_catalog.name[] := array[
        'model_servers',
        'installed_models',
        'model_deployments',
        'model_permissions',
        'tier_model_rules',
        'model_pricing',
        'daily_cost_summary',
        'audit_log'
    ];
