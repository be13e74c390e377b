--@ Reads opscenter.discard and opscenter.allow_blocking.
    discarding := coalesce(current_setting('opscenter.discard', true), '') <> '';
    may_block := coalesce(current_setting('opscenter.allow_blocking', true), '') in ('on', 'true', '1');
    if discarding and current_setting('opscenter.discard') <> current_database() then
        raise exception using
            errcode = 'OCREF',
            message = format('The rollback of {{Release}} was refused, nothing was changed: opscenter.discard is "%s", but this is database "%s".',
                current_setting('opscenter.discard'), current_database()),
            hint = 'To drop the rows of {{Release}} without a copy, name this database. To keep them: reset opscenter.discard;';
    end if;
    dropped_verb := case when planning then 'would be dropped' else 'dropped' end;
