--@ Reads opscenter.mode, opscenter.archive and opscenter.on_conflict.
    perform set_config('opscenter.result', '', true);

    select string_agg(format('opscenter.%s is "%s"', s.name, s.value), ', ')
    into statement
    from (
        values
            ('mode', coalesce(current_setting('opscenter.mode', true), ''), '^(plan)?$'),
            ('archive', coalesce(current_setting('opscenter.archive', true), ''), '^[0-9]{0,9}$'),
            ('on_conflict', coalesce(current_setting('opscenter.on_conflict', true), ''), '^(refuse|keep)?$')
    ) as s (name, value, pattern)
    where s.value !~ s.pattern;
    if statement is not null then
        raise exception using
            errcode = 'OCREF',
            message = format('The archive of {{Release}} was not restored, nothing was changed: %s.', statement),
            hint = 'Reset it, or: set opscenter.mode = ''plan''; set opscenter.archive = ''3''; set opscenter.on_conflict = ''keep'';';
    end if;
    planning := coalesce(current_setting('opscenter.mode', true), '') = 'plan';
    keeping := coalesce(current_setting('opscenter.on_conflict', true), '') = 'keep';
    chosen := nullif(current_setting('opscenter.archive', true), '')::integer;
    verb := case when planning then 'would be restored' else 'restored' end;
