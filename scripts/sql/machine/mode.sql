--@ Reads opscenter.mode. Placeholders: refused, action.
    if coalesce(current_setting('opscenter.mode', true), '') not in ('', 'plan', 'online', 'plan online') then
        raise exception using
            errcode = 'OCREF',
            message = format('{{refused}}, nothing was changed: opscenter.mode is "%s".', current_setting('opscenter.mode')),
            hint = 'Reset it to {{action}}, or: set opscenter.mode = ''plan'';';
    end if;
    planning := coalesce(current_setting('opscenter.mode', true), '') in ('plan', 'plan online');
    online := coalesce(current_setting('opscenter.mode', true), '') in ('online', 'plan online');
