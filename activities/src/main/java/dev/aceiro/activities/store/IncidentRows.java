package dev.aceiro.activities.store;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

interface IncidentRows
    extends Repository<IncidentRow, String>, JpaSpecificationExecutor<IncidentRow> {}
