--@ One step as a notice. Needs: step.
        raise notice using
            errcode = step.kind,
            message = step.message,
            schema = coalesce(step.schema, ''),
            table = coalesce(step."table", ''),
            column = coalesce(case when step.object = 'column' then step.name end, ''),
            constraint = coalesce(case when step.object <> 'column' then step.name end, ''),
            datatype = coalesce(step.object, '');
